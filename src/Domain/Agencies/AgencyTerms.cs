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

    private static readonly HashSet<string> Idle = new(StringComparer.Ordinal) { "and", "for", "the", "with", "who", "are", "from", "their" };

    public static string Of(SupportService service) => $"#{EnumCodes<SupportService>.Format(service)}";

    public static string Of(NeedArea area) => $"~{EnumCodes<NeedArea>.Format(area)}";

    public static string OfPostcode(string outward) => $"@{outward}";

    public static string OfAuthority(string code) => $"+{code}";

    /// <summary>The words of a need that are looked for.</summary>
    public static IReadOnlyList<string> Words(string need) => [.. FoldedName.Words(need).Where(w => w.Length >= MinWord && !Idle.Contains(w))];

    /// <summary>All terms of an agency, parted by blanks.</summary>
    public static string Of(AgencyContent content) => string.Join(' ', content.Services.Select(Of)
        .Concat(content.NeedAreas.Select(Of))
        .Concat((content.Areas?.Postcodes ?? []).Select(OfPostcode))
        .Concat((content.Areas?.LocalAuthorities ?? []).Select(OfAuthority))
        .Concat(FoldedName.Words([content.Name, content.Description, content.Threshold, .. content.Needs, .. content.Services.Select(SpokenAs)]))
        .Distinct());

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
