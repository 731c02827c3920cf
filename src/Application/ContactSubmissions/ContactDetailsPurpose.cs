using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Links;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.ContactSubmissions;

/// <summary>A contact confirms or corrects the contact's own phone number and e-mail address. Staff decide what becomes of it.</summary>
internal sealed partial class ContactDetailsPurpose(IAppDbContext db, ContactStanding standing, ITasks tasks, IPolicies policies, TimeProvider clock) : ILinkPurpose
{
    public const string PurposeName = "contact-details";

    private const string Phone = "phone";
    private const string Email = "email";
    private const int FewestDigits = 7;

    public string Name => PurposeName;

    public async Task<LinkPage?> PageAsync(PurposeLink link, CancellationToken ct)
    {
        var id = new ContactId(link.RecordId);
        if (await standing.RefusalAsync(id, link.PupilId!.Value, ct) is not null)
        {
            return null;
        }

        var known = await db.Set<Contact>().AsNoTracking().Where(c => c.Id == id).Select(c => new { c.Phones, c.Emails }).SingleAsync(ct);
        return new LinkPage(
            "Check your contact details",
            [
                "The school asks you to check how it can reach you. To keep your details private, only a part of them is shown.",
                $"Phone number: {MaskPhone(known.Phones.Count > 0 ? known.Phones[0] : null)}.",
                $"E-mail address: {MaskEmail(known.Emails.Count > 0 ? known.Emails[0] : null)}.",
                "If both are right, leave both boxes empty and press the button. You can answer once.",
            ],
            [
                new LinkField(Phone, "New phone number", LinkFieldKind.Phone, Contact.PhoneMax) { Hint = "Only if the number is wrong or missing" },
                new LinkField(Email, "New e-mail address", LinkFieldKind.Email, Contact.EmailMax) { Hint = "Only if the address is wrong or missing" },
            ],
            "Send my answer",
            "Thank you. The school has your answer. If something changes again, please tell the school.");
    }

    public async Task<Result> ActAsync(PurposeLink link, IReadOnlyDictionary<string, string> answers, CancellationToken ct)
    {
        var (phone, email) = (answers.GetValueOrDefault(Phone), answers.GetValueOrDefault(Email));
        Fault[] faults = [.. Faults(phone, email)];
        if (faults.Length > 0)
        {
            return CommonErrors.ValidationFailed with { Faults = [.. faults] };
        }

        var now = clock.GetUtcNow();
        var submission = ContactSubmission.Submit(link, link.PupilId!.Value, phone, email, now);
        db.Set<ContactSubmission>().Add(submission);
        if (submission.Status == ContactSubmissionStatus.Pending)
        {
            await OpenTaskAsync(submission, LondonTime.DateOf(now), ct);
        }

        return Result.Success;
    }

    private async Task OpenTaskAsync(ContactSubmission submission, DateOnly today, CancellationToken ct)
    {
        var policy = await policies.OnAsync<LinkPolicy>(submission.SchoolId, today, ct);
        await tasks.OpenAsync(new CausedTask
        {
            Kind = WorkTaskKind.DecideContactSubmission,
            SchoolId = submission.SchoolId,
            Source = TaskSourceLink.To(submission),
            PupilId = submission.PupilId,
            Label = SensitivityLabel.Pastoral,
            Team = Role.Office,
            From = today,
            SchoolDays = policy.DecideWithinSchoolDays,
        }, ct);
    }

    private static IEnumerable<Fault> Faults(string? phone, string? email)
    {
        if (phone is not null && (phone.Length > Contact.PhoneMax || !PhoneForm().IsMatch(phone) || phone.Count(char.IsAsciiDigit) < FewestDigits))
        {
            yield return new Fault("/" + Phone, "pattern", "Enter a phone number with at least 7 digits, like 020 7946 0123");
        }

        if (email is not null && (email.Length > Contact.EmailMax || !EmailForm().IsMatch(email)))
        {
            yield return new Fault("/" + Email, "pattern", "Enter an e-mail address in the form name@example.org");
        }
    }

    private static string MaskPhone(string? phone)
    {
        var digits = string.Concat((phone ?? "").Where(char.IsDigit));
        return phone is null ? "none" : digits.Length < FewestDigits ? "one that cannot be shown in part" : $"one that ends in {digits[^3..]}";
    }

    private static string MaskEmail(string? email)
    {
        var at = email?.IndexOf('@', StringComparison.Ordinal) ?? -1;
        return email is null ? "none" : at < 1 ? "one that cannot be shown in part" : $"one that begins with {char.ConvertFromUtf32(char.ConvertToUtf32(email, 0))} and ends in {email[at..]}";
    }

    [GeneratedRegex(@"\A\+?[0-9 ()./-]+\z")]
    private static partial Regex PhoneForm();

    /// <summary>Only what could never be delivered is refused.</summary>
    [GeneratedRegex(@"\A[^\s@<>""]+@[^\s@<>"".]+(\.[^\s@<>"".]+)+\z")]
    private static partial Regex EmailForm();
}
