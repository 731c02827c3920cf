using System.Text.RegularExpressions;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Domain.Agencies;

/// <summary>The life of an agency's entry, and what it may say.</summary>
public static partial class AgencyRules
{
    /// <summary>The kind of an agency as the source of a task.</summary>
    public const string Kind = "agency";

    public static readonly StateTable<AgencyStatus, AgencyAction> States = new()
    {
        { AgencyStatus.Active, AgencyAction.Edit, AgencyStatus.Active },
        { AgencyStatus.Active, AgencyAction.Verify, AgencyStatus.Active },
        { AgencyStatus.Active, AgencyAction.Archive, AgencyStatus.Archived },
        { AgencyStatus.Active, AgencyAction.Merge, AgencyStatus.Merged },
        { AgencyStatus.Archived, AgencyAction.Restore, AgencyStatus.Active },
        { AgencyStatus.Archived, AgencyAction.Merge, AgencyStatus.Merged },
    };

    /// <summary>Services that only those learn of who answer for safeguarding.</summary>
    public static bool IsOfSafeguarding(SupportService service) =>
        service is SupportService.Dsl or SupportService.ChildrensSocialCareMash or SupportService.DomesticAbuse;

    /// <summary>The label of what names an agency with these services.</summary>
    public static SensitivityLabel LabelOf(IReadOnlyCollection<SupportService> services) =>
        services.Any(IsOfSafeguarding) ? SensitivityLabel.Safeguarding : SensitivityLabel.Pastoral;

    public static TaskStanding StandingOf(AgencyStatus status) => status == AgencyStatus.Active ? TaskStanding.Stands : TaskStanding.Moot;

    public static Error? RefusalOf(AgencyContent content) => content switch
    {
        _ when content.Services.Distinct().Count() < content.Services.Count => AgencyErrors.Twice.At("/services"),
        _ when content.NeedAreas.Distinct().Count() < content.NeedAreas.Count => AgencyErrors.Twice.At("/needAreas"),
        { Ages: { } ages } when ages.To < ages.From => AgencyErrors.Ages.At("/ages/to"),
        { Areas: { } areas } when IndexOf(areas.Postcodes, Outward()) is { } at => AgencyErrors.Postcode.At($"/areas/postcodes/{at}"),
        { Areas: { } areas } when IndexOf(areas.LocalAuthorities, Authority()) is { } at => AgencyErrors.Authority.At($"/areas/localAuthorities/{at}"),
        _ when IndexOf(content.Languages, Language()) is { } at => AgencyErrors.Language.At($"/languages/{at}"),
        { Contact.Website: { } site } when !IsAddress(site) => AgencyErrors.Website.At("/contact/website"),
        { Contact.Email: { } mail } when !mail.Contains('@', StringComparison.Ordinal) => AgencyErrors.Email.At("/contact/email"),
        _ => null,
    };

    /// <summary>The outward part of a postcode in capitals; null when it is none of a postcode.</summary>
    public static string? OutwardOf(string? postcode)
    {
        var packed = (postcode ?? "").Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return packed.Length is < 5 or > 7 || !Inward().IsMatch(packed[^3..]) || !Outward().IsMatch(packed[..^3]) ? null : packed[..^3];
    }

    private static int? IndexOf(IReadOnlyList<string> items, Regex pattern) =>
        items.Index().Where(i => !pattern.IsMatch(i.Item)).Select(i => (int?)i.Index).FirstOrDefault();

    private static bool IsAddress(string site) =>
        Uri.TryCreate(site, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) && address.UserInfo.Length == 0;

    [GeneratedRegex(@"\A[A-Z]{1,2}[0-9][0-9A-Z]?\z")]
    private static partial Regex Outward();

    [GeneratedRegex(@"\A[0-9][A-Z]{2}\z")]
    private static partial Regex Inward();

    [GeneratedRegex(@"\A[0-9]{3}\z")]
    private static partial Regex Authority();

    [GeneratedRegex(@"\A[a-z]{2}\z")]
    private static partial Regex Language();
}
