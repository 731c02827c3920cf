using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Domain.Agencies;

/// <summary>
/// By what an agency is found: folded words, and codes, each with a sign in front that no folded word has. The database keeps an index of
/// them from <see cref="Agency.SearchText"/>.
/// </summary>
public static class AgencyTerms
{
    /// <summary>Shorter words are not searched for; those that say nothing neither.</summary>
    public const int MinWord = 3;

    /// <summary>Of a longer word only the beginning counts, here as there: what is in the index has its bounds.</summary>
    public const int MaxWord = 64;

    private static readonly HashSet<string> Idle = new(StringComparer.Ordinal) { "and", "for", "the", "with", "who", "are", "from", "their" };

    public static string Of(SupportService service) => $"#{EnumCodes<SupportService>.Format(service)}";

    public static string Of(NeedArea area) => $"~{EnumCodes<NeedArea>.Format(area)}";

    public static string OfPostcode(string outward) => $"@{outward}";

    public static string OfAuthority(string code) => $"+{code}";

    /// <summary>The words of a need that are looked for.</summary>
    public static IReadOnlyList<string> Words(string need) => [.. Cut(FoldedName.Words(need)).Where(w => w.Length >= MinWord && !Idle.Contains(w)).Distinct()];

    /// <summary>The service that a need names by its code, however it is written: <c>camhs</c>, <c>OT</c>, <c>speech language</c>.</summary>
    public static SupportService? ServiceOf(string need) =>
        EnumCodes<SupportService>.TryParse(string.Join('_', need.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), out var service) ? service : null;

    /// <summary>All terms of an agency, parted by blanks.</summary>
    public static string Of(AgencyContent content) => string.Join(' ', content.Services.Select(Of)
        .Concat(content.NeedAreas.Select(Of))
        .Concat((content.Areas?.Postcodes ?? []).Select(OfPostcode))
        .Concat((content.Areas?.LocalAuthorities ?? []).Select(OfAuthority))
        .Concat(Cut(FoldedName.Words([content.Name, content.Description, content.Threshold, .. content.Needs, .. content.Services.Select(SpokenAs)])))
        .Distinct());

    private static IEnumerable<string> Cut(IEnumerable<string> words) =>
        words.Select(w => w.Length <= MaxWord ? w : w[..(char.IsHighSurrogate(w[MaxWord - 1]) ? MaxWord - 1 : MaxWord)]);

    /// <summary>How people call a service who do not know its code.</summary>
    private static string SpokenAs(SupportService service) => service switch
    {
        SupportService.Elsa => "elsa emotional literacy",
        SupportService.Senco => "senco special educational needs",
        SupportService.Dsl => "dsl safeguarding",
        SupportService.Mhst => "mhst mental health",
        SupportService.Camhs => "camhs child adolescent mental health",
        SupportService.SpeechLanguage => "speech language communication",
        SupportService.Ot => "occupational therapy sensory",
        SupportService.ChildrensSocialCareMash => "childrens social care mash safeguarding",
        SupportService.SubstanceMisuse => "substance misuse drugs alcohol",
        SupportService.DomesticAbuse => "domestic abuse violence",
        SupportService.Bereavement => "bereavement loss grief",
        SupportService.Other => "",
        _ => EnumCodes<SupportService>.Format(service).Replace('_', ' '),
    };
}
