using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Links;
using PupilSupport.Application.Referrals;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.ReferralLinks;

/// <summary>An agency takes one referral, declines it, asks the school, or says what came of it. It sees the least: never the story, never a name.</summary>
internal sealed class ReferralAnswerPurpose(IAppDbContext db, ReferralLoading loading, IRowLocks locks, ReferralTasks tasks, TimeProvider clock) : ILinkPurpose
{
    public const string PurposeName = "referral-answer";

    private const string Answer = "answer";
    private const string Accepts = "accept";
    private const string Declines = "decline";
    private const string Asks = "ask";
    private const string Name = "name";
    private const string Says = "words";
    private const string Reference = "reference";
    private const string ByLink = "link";

    string ILinkPurpose.Name => PurposeName;

    public async Task<LinkPage?> PageAsync(PurposeLink link, CancellationToken ct)
    {
        var id = new ReferralId(link.RecordId);
        var referral = await db.Set<Referral>().AsNoTracking().SingleAsync(r => r.Id == id, ct);
        return link.Status == LinkStatus.Used ? Page([], [])
            : Choices(referral) is { Count: > 0 } choices ? Page(await AboutAsync(referral, ct), choices)
            : null;
    }

    public async Task<Result> ActAsync(PurposeLink link, IReadOnlyDictionary<string, string> answers, CancellationToken ct)
    {
        // What staff do to the referral meanwhile comes before or after.
        await locks.LockAsync<Referral>(link.RecordId, ct);
        var referral = (await loading.WholeAsync(db.Set<Referral>(), new ReferralId(link.RecordId), ct))!;
        var (answer, words) = (answers.GetValueOrDefault(Answer), answers.GetValueOrDefault(Says));
        Fault[] faults = [.. Faults(referral, answer, words, answers)];
        if (faults.Length > 0)
        {
            return CommonErrors.ValidationFailed with { Faults = [.. faults] };
        }

        var told = new ReferralAnswer { By = answers[Name], Method = ByLink, Reference = answers.GetValueOrDefault(Reference), ByLink = true };
        var done = Do(referral, answer!, words, told, new ReferralActor(null, clock.GetUtcNow()));
        if (done.IsSuccess && answer == Asks)
        {
            await tasks.AskSenderAsync(referral, await loading.DayAsync(referral.SchoolId, ct), ct);
        }
        else if (done.IsSuccess)
        {
            tasks.TellSender(referral);
        }

        return done;
    }

    private static Result Do(Referral referral, string answer, string? words, ReferralAnswer told, ReferralActor actor) => answer switch
    {
        Accepts => ReferralLinkRules.Accept(referral, told, actor),
        Declines => referral.Decline(words!, told, actor),
        Asks => referral.RequestInformation(words!, told, actor),
        _ => ReferralLinkRules.Conclude(referral, EnumCodes<ReferralOutcome>.Parse(answer), words, told, actor),
    };

    private static IReadOnlyList<LinkChoice> Choices(Referral referral) =>
        ReferralLinkRules.CanDecide(referral) ? [new(Accepts, "We take it"), new(Declines, "We do not take it"), new(Asks, "We need to know more first")]
        : ReferralLinkRules.CanConclude(referral) ? [.. Enum.GetValues<ReferralOutcome>().Select(o => new LinkChoice(EnumCodes<ReferralOutcome>.Format(o), Words.Of(o)))]
        : [];

    /// <summary>Enough to find the referral that was sent otherwise, and no more.</summary>
    private async Task<IReadOnlyList<string>> AboutAsync(Referral referral, CancellationToken ct)
    {
        var pupilId = referral.PupilId;
        var pupil = await db.Set<Pupil>().AsNoTracking().SingleAsync(p => p.Id == pupilId, ct);
        var year = pupil.YearGroupIn(AcademicYear.Containing(LondonTime.DateOf(clock.GetUtcNow())));
        var initials = $"{Initial(pupil.PreferredGivenName ?? pupil.GivenName)}{Initial(pupil.PreferredFamilyName ?? pupil.FamilyName)}";
        return
        [
            "The school has referred a pupil to you. Please answer here; you can do so once.",
            $"Referral {referral.Id.Value:D}: {Words.Of(referral.Service)}, {Words.Of(referral.Urgency).ToLowerInvariant()}.",
            year is { } group ? $"Pupil {initials}, year group {EnumCodes<YearGroup>.Format(group)}." : $"Pupil {initials}.",
        ];
    }

    private static string Initial(string name) => name.Length == 0 ? "" : System.Globalization.StringInfo.GetNextTextElement(name).ToUpperInvariant();

    private static LinkPage Page(IReadOnlyList<string> about, IReadOnlyList<LinkChoice> choices) => new(
        "Answer a referral",
        about,
        [
            new LinkField(Answer, "Your answer", LinkFieldKind.Choice, Limits.Title) { IsRequired = true, Choices = choices },
            new LinkField(Name, "Your name and role", LinkFieldKind.Text, Limits.Title) { IsRequired = true },
            new LinkField(Says, "What the school needs to know", LinkFieldKind.LongText, Limits.Reason) { Hint = "Needed for every answer but that you take it or that the help was given" },
            new LinkField(Reference, "Your own number for it", LinkFieldKind.Text, ReferralStep.MaxReference),
        ],
        "Send the answer",
        "Thank you. The school has your answer.");

    private static IEnumerable<Fault> Faults(Referral referral, string? answer, string? words, IReadOnlyDictionary<string, string> answers)
    {
        if (answer is null || Choices(referral).All(c => c.Value != answer))
        {
            yield return new Fault($"/{Answer}", "required", "Choose one of the answers.");
        }
        else if (words is null && answer != Accepts && answer != EnumCodes<ReferralOutcome>.Format(ReferralOutcome.ServiceDelivered))
        {
            yield return new Fault($"/{Says}", "required", "Say in a few words what the school needs to know.");
        }

        if (words?.Length > Limits.Reason)
        {
            yield return new Fault($"/{Says}", "max-length", "Use fewer words.");
        }

        if (answers.GetValueOrDefault(Name) is not { Length: <= Limits.Title })
        {
            yield return new Fault($"/{Name}", "required", "Type your name and role, in 200 characters at most.");
        }

        if (answers.GetValueOrDefault(Reference)?.Length > ReferralStep.MaxReference)
        {
            yield return new Fault($"/{Reference}", "max-length", "Use a shorter number.");
        }
    }
}
