using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.ContactSubmissions;
using PupilSupport.Application.Documents.Plans;
using PupilSupport.Application.Links;
using PupilSupport.Application.Notices;
using PupilSupport.Application.Plans;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.PlanSignatures;

/// <summary>A contact or the pupil reads the family's copy of one version of a plan, and signs it or says why not.</summary>
internal sealed class PlanSignaturePurpose(
    IAppDbContext db, PlanLoading loading, IRowLocks locks, ContactStanding standing, PlanNames people, INotices notices, TimeProvider clock) : ILinkPurpose
{
    public const string PurposeName = "plan-signature";

    private const string Answer = "answer";
    private const string Agrees = "agree";
    private const string Declines = "decline";
    private const string Name = "name";
    private const string Words = "words";

    string ILinkPurpose.Name => PurposeName;

    public async Task<LinkPage?> PageAsync(PurposeLink link, CancellationToken ct)
    {
        var id = new PlanSignatureRequestId(link.RecordId);
        var request = await db.Set<PlanSignatureRequest>().AsNoTracking().SingleAsync(r => r.Id == id, ct);
        var planId = request.PlanId;
        var plan = (await loading.ShownAsync(db.Set<Plan>(), planId, request.VersionNumber, ct))!;
        var version = plan.Versions.Single();
        if (link.Status == LinkStatus.Used)
        {
            return Page(version, []);
        }

        if (link.Id != request.LinkId || !request.IsOpen(plan) || await IsRefusedAsync(request, ct))
        {
            return null;
        }

        var text = version.Text()!;
        await people.LearnForSignerAsync(text, plan.Signatures, request.ContactId, ct);
        return Page(version, [.. new PlanPaper(plan, version, text, people).Copy()]);
    }

    public async Task<Result> ActAsync(PurposeLink link, IReadOnlyDictionary<string, string> answers, CancellationToken ct)
    {
        var (answer, name, words) = (answers.GetValueOrDefault(Answer), answers.GetValueOrDefault(Name), answers.GetValueOrDefault(Words));
        Fault[] faults = [.. Faults(answer, name, words)];
        if (faults.Length > 0)
        {
            return CommonErrors.ValidationFailed with { Faults = [.. faults] };
        }

        var id = new PlanSignatureRequestId(link.RecordId);
        var request = await db.Set<PlanSignatureRequest>().SingleAsync(r => r.Id == id, ct);

        // What staff do to the plan meanwhile comes before or after.
        await locks.LockAsync<Plan>(request.PlanId.Value, ct);
        var plan = (await loading.WholeAsync(db.Set<Plan>(), request.PlanId, ct))!;
        var now = clock.GetUtcNow();
        var done = answer == Agrees ? request.Agree(plan, name!, words, now) : request.Decline(plan, name!, words!, now);
        if (done.IsSuccess)
        {
            foreach (var staff in new[] { request.RequestedById, plan.OwnerId }.Distinct())
            {
                notices.Tell(staff, new NoticeAbout(NoticeKind.PlanSignatureAnswered, plan.Id.Value, plan.SchoolId, NoticeUrgency.Normal));
            }
        }

        return done;
    }

    private async Task<bool> IsRefusedAsync(PlanSignatureRequest request, CancellationToken ct) =>
        (request.ContactId is { } contact ? await standing.RefusalAsync(contact, request.PupilId, ct) : await standing.RefusalAsync(request.PupilId, ct)) is not null;

    private static LinkPage Page(PlanVersion version, IReadOnlyList<Documents.DocumentBlock> copy)
    {
        var number = version.Number.ToString(CultureInfo.InvariantCulture);
        return new LinkPage(
            "Read and sign a plan",
            ["The school asks you to read this plan, and to say whether you agree. Below is the whole plan. You can answer once, at the end of this page."],
            [
                new LinkField(Answer, $"Do you agree with version {number} of this plan?", LinkFieldKind.Choice, Declines.Length)
                {
                    IsRequired = true,
                    Choices = [new LinkChoice(Agrees, "I agree, and I sign this plan"), new LinkChoice(Declines, "I do not agree")],
                },
                new LinkField(Name, "Your full name", LinkFieldKind.Text, Limits.Title) { IsRequired = true, Hint = "Your name, typed here, is your signature" },
                new LinkField(Words, "What you want to say", LinkFieldKind.LongText, Limits.Text) { Hint = "If you do not agree, please say why in a few words" },
            ],
            "Send my answer",
            $"Thank you. The school has your answer to version {number} of the plan. You can ask the school for a copy.")
        {
            Document = copy,
        };
    }

    private static IEnumerable<Fault> Faults(string? answer, string? name, string? words)
    {
        if (answer is not (Agrees or Declines))
        {
            yield return new Fault($"/{Answer}", "required", "Choose whether you agree.");
        }

        if (name is null || name.Length > Limits.Title)
        {
            yield return new Fault($"/{Name}", name is null ? "required" : "max-length", name is null ? "Type your full name." : "Type a shorter name.");
        }

        if (words is null ? answer == Declines : words.Length > Limits.Text)
        {
            yield return new Fault($"/{Words}", words is null ? "required" : "max-length", words is null ? "Say in a few words why you do not agree." : "Use fewer words.");
        }
    }
}
