using PupilSupport.Domain.Common;
using PupilSupport.Domain.InformationShares;

namespace PupilSupport.Domain.Tests.InformationShares;

public sealed class LawfulBasisTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData(Article9Condition.ExplicitConsent, false)]
    [InlineData(Article9Condition.EmploymentAndSocialProtection, true)]
    [InlineData(Article9Condition.VitalInterests, false)]
    [InlineData(Article9Condition.NotForProfitBody, false)]
    [InlineData(Article9Condition.ManifestlyPublic, false)]
    [InlineData(Article9Condition.LegalClaims, false)]
    [InlineData(Article9Condition.SubstantialPublicInterest, true)]
    [InlineData(Article9Condition.HealthOrSocialCare, true)]
    [InlineData(Article9Condition.PublicHealth, true)]
    [InlineData(Article9Condition.ArchivingResearchStatistics, true)]
    public void Section_10_of_the_act_says_which_conditions_need_one_of_schedule_1(Article9Condition? article9, bool needs)
    {
        var basis = new LawfulBasis(Article6Basis.PublicTask, article9);

        Assert.Equal(needs, basis.LacksSchedule1);
        Assert.Equal(needs ? "schedule-1-condition-missing" : null, basis.Lacks?.Code);
        Assert.Null(basis.Refusal);
    }

    [Fact]
    public void A_condition_of_schedule_1_is_of_the_part_that_article_9_rests_on()
    {
        var fitting =
            from condition in Enum.GetValues<Article9Condition>()
            from named in Enum.GetValues<Schedule1Condition>()
            where new LawfulBasis(Article6Basis.PublicTask, condition, named) is { Refusal: null, LacksSchedule1: false }
            select $"{EnumCodes<Article9Condition>.Format(condition)}: {EnumCodes<Schedule1Condition>.Format(named)}";

        Assert.Equal(
            [
                "employment_and_social_protection: employment_and_social_protection",
                "substantial_public_interest: statutory_and_government_purposes",
                "substantial_public_interest: administration_of_justice",
                "substantial_public_interest: equality_of_opportunity",
                "substantial_public_interest: preventing_unlawful_acts",
                "substantial_public_interest: regulatory_requirements",
                "substantial_public_interest: support_for_disability",
                "substantial_public_interest: counselling",
                "substantial_public_interest: safeguarding",
                "substantial_public_interest: economic_well_being",
                "health_or_social_care: health_or_social_care",
                "public_health: public_health",
                "archiving_research_statistics: research",
            ],
            fitting);
        Assert.Equal(
            "schedule-1-condition-not-applicable",
            new LawfulBasis(Article6Basis.PublicTask, Article9Condition.HealthOrSocialCare, Schedule1Condition.Safeguarding).Refusal?.Code);
    }

    [Fact]
    public void Schedule_1_says_nothing_without_article_9() => Assert.Equal(
        "schedule-1-condition-without-article-9", new LawfulBasis(Article6Basis.PublicTask, null, Schedule1Condition.Safeguarding).Refusal?.Code);

    [Theory]
    [InlineData(null, null)]
    [InlineData(Article9Condition.ExplicitConsent, null)]
    [InlineData(Article9Condition.VitalInterests, "article-9-condition-not-consent")]
    public void Consent_is_explicit_consent_for_special_categories(Article9Condition? article9, string? code) =>
        Assert.Equal(code, new LawfulBasis(Article6Basis.Consent, article9).Refusal?.Code);
}
