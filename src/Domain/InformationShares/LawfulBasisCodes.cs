using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.InformationShares;

/// <summary>UK GDPR, Article 6(1): why personal data may be used at all.</summary>
public enum Article6Basis
{
    /// <summary>(a).</summary>
    Consent,

    /// <summary>(b).</summary>
    Contract,

    /// <summary>(c).</summary>
    LegalObligation,

    /// <summary>(d).</summary>
    VitalInterests,

    /// <summary>(e): the usual one of a school.</summary>
    PublicTask,

    /// <summary>(f): not for a public authority that does its own task.</summary>
    LegitimateInterests,
}

/// <summary>UK GDPR, Article 9(2): why data on health, origin, belief or the like may be used besides.</summary>
public enum Article9Condition
{
    /// <summary>(a).</summary>
    ExplicitConsent,

    /// <summary>(b): needs paragraph 1 of Schedule 1.</summary>
    EmploymentAndSocialProtection,

    /// <summary>(c).</summary>
    VitalInterests,

    /// <summary>(d).</summary>
    NotForProfitBody,

    /// <summary>(e).</summary>
    ManifestlyPublic,

    /// <summary>(f).</summary>
    LegalClaims,

    /// <summary>(g): needs a paragraph of Part 2 of Schedule 1; safeguarding is one.</summary>
    SubstantialPublicInterest,

    /// <summary>(h): needs paragraph 2 of Schedule 1.</summary>
    HealthOrSocialCare,

    /// <summary>(i): needs paragraph 3 of Schedule 1.</summary>
    PublicHealth,

    /// <summary>(j): needs paragraph 4 of Schedule 1.</summary>
    ArchivingResearchStatistics,
}

/// <summary>Data Protection Act 2018, Schedule 1: the paragraphs of Part 1, and those of Part 2 that a school meets.</summary>
public enum Schedule1Condition
{
    /// <summary>Part 1, paragraph 1.</summary>
    EmploymentAndSocialProtection,

    /// <summary>Part 1, paragraph 2.</summary>
    HealthOrSocialCare,

    /// <summary>Part 1, paragraph 3.</summary>
    PublicHealth,

    /// <summary>Part 1, paragraph 4.</summary>
    Research,

    /// <summary>Part 2, paragraph 6.</summary>
    StatutoryAndGovernmentPurposes,

    /// <summary>Part 2, paragraph 7.</summary>
    AdministrationOfJustice,

    /// <summary>Part 2, paragraph 8.</summary>
    EqualityOfOpportunity,

    /// <summary>Part 2, paragraph 10.</summary>
    PreventingUnlawfulActs,

    /// <summary>Part 2, paragraph 12.</summary>
    RegulatoryRequirements,

    /// <summary>Part 2, paragraph 16.</summary>
    SupportForDisability,

    /// <summary>Part 2, paragraph 17.</summary>
    Counselling,

    /// <summary>Part 2, paragraph 18: of children and of individuals at risk.</summary>
    Safeguarding,

    /// <summary>Part 2, paragraph 19: of individuals at economic risk.</summary>
    EconomicWellBeing,

    /// <summary>Part 2, paragraph 24: to a councillor or a Member of Parliament who acts for the person.</summary>
    DisclosureToElectedRepresentatives,
}

/// <summary>By what right something is shared. Whether it holds together is asked of <see cref="Refusal"/>, whether it is whole of <see cref="LacksFor"/>.</summary>
/// <param name="Article9">Null when nothing of a special category is shared.</param>
/// <param name="Schedule1">Null when Article 9 asks for none. Without Article 9 it is for criminal-offence data (UK GDPR, Article 10; DPA 2018, section 10(5)).</param>
public sealed record LawfulBasis(Article6Basis Article6, Article9Condition? Article9 = null, Schedule1Condition? Schedule1 = null)
{
    /// <summary>Whether its Article 9 condition counts only with one of Schedule 1 (DPA 2018, section 10), and none is named.</summary>
    public bool LacksSchedule1 => Schedule1 is null && Article9 is { } condition && Paragraphs(condition).Count > 0;

    /// <summary>What keeps it from being whole; null when nothing does.</summary>
    public Error? Lacks => LacksSchedule1 ? LawfulBasisErrors.Schedule1Missing.At("/schedule1") : null;

    /// <summary>What keeps it from being whole for something so sensitive; null when nothing does.</summary>
    public Error? LacksFor(SensitivityLabel label) => LacksArticle9(label) ? LawfulBasisErrors.Article9Missing.At("/article9") : Lacks;

    /// <summary>Whether something so sensitive is of a special category and no condition is named for that. Criminal-offence data is labelled as safeguarding and may rest on Schedule 1 alone.</summary>
    public bool LacksArticle9(SensitivityLabel label) =>
        Article9 is null && label >= SensitivityLabel.Health && (Schedule1 is null || label < SensitivityLabel.Safeguarding);

    /// <summary>What makes it contradict itself; null when nothing does. It cannot be stored, whether or not it is whole.</summary>
    public Error? Refusal => this switch
    {
        { Schedule1: { } named, Article9: { } condition } when !Paragraphs(condition).Contains(named) => LawfulBasisErrors.Schedule1Other.At("/schedule1"),
        _ => null,
    };

    /// <summary>The paragraphs of Schedule 1 of which the condition needs one; none when it stands alone.</summary>
    public static IReadOnlyList<Schedule1Condition> Paragraphs(Article9Condition condition) => condition switch
    {
        Article9Condition.EmploymentAndSocialProtection => [Schedule1Condition.EmploymentAndSocialProtection],
        Article9Condition.HealthOrSocialCare => [Schedule1Condition.HealthOrSocialCare],
        Article9Condition.PublicHealth => [Schedule1Condition.PublicHealth],
        Article9Condition.ArchivingResearchStatistics => [Schedule1Condition.Research],
        Article9Condition.SubstantialPublicInterest => [.. Enum.GetValues<Schedule1Condition>().Where(c => c >= Schedule1Condition.StatutoryAndGovernmentPurposes)],
        _ => [],
    };
}

public static class LawfulBasisErrors
{
    public static readonly Error Article6Missing = new("article-6-basis-missing", ErrorKind.Rule, "A condition of Article 9 or of Schedule 1 stands beside an Article 6 basis.");

    public static readonly Error Schedule1Missing = new(
        "schedule-1-condition-missing", ErrorKind.Rule, "The Article 9 condition counts only with a condition of Schedule 1 to the Data Protection Act 2018.");

    public static readonly Error Article9Missing = new(
        "article-9-condition-missing", ErrorKind.Rule, "What is so sensitive is shared only with a condition of UK GDPR, Article 9, besides its basis of Article 6.");

    public static readonly Error Schedule1Other = new(
        "schedule-1-condition-not-applicable", ErrorKind.Rule, "The condition of Schedule 1 is not one that the Article 9 condition rests on.");
}
