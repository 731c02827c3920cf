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
                "substantial_public_interest: disclosure_to_elected_representatives",
                "health_or_social_care: health_or_social_care",
                "public_health: public_health",
                "archiving_research_statistics: research",
            ],
            fitting);
        Assert.Equal(
            "schedule-1-condition-not-applicable",
            new LawfulBasis(Article6Basis.PublicTask, Article9Condition.HealthOrSocialCare, Schedule1Condition.Safeguarding).Refusal?.Code);
    }

    [Theory]
    [InlineData(SensitivityLabel.Pastoral, null, null, false)]
    [InlineData(SensitivityLabel.Health, null, null, true)]
    [InlineData(SensitivityLabel.Health, null, Schedule1Condition.Safeguarding, true)]
    [InlineData(SensitivityLabel.Health, Article9Condition.VitalInterests, null, false)]
    [InlineData(SensitivityLabel.Safeguarding, null, null, true)]
    [InlineData(SensitivityLabel.Safeguarding, null, Schedule1Condition.PreventingUnlawfulActs, false)]
    [InlineData(SensitivityLabel.DslOnly, null, null, true)]
    public void From_health_up_a_condition_of_article_9_is_named_or_for_offences_one_of_schedule_1(
        SensitivityLabel label, Article9Condition? article9, Schedule1Condition? schedule1, bool lacks)
    {
        var basis = new LawfulBasis(Article6Basis.PublicTask, article9, schedule1);

        Assert.Null(basis.Refusal);
        Assert.Equal(lacks ? "article-9-condition-missing" : null, basis.LacksFor(label)?.Code);
        Assert.Equal(lacks ? [InformationShareFinding.Article9ConditionMissing] : [], InformationShare.FindingsOf(InformationShareDecision.Shared, basis, label));
        Assert.Empty(InformationShare.FindingsOf(InformationShareDecision.Refused, basis, label));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Article9Condition.ExplicitConsent)]
    [InlineData(Article9Condition.VitalInterests)]
    public void Consent_under_article_6_stands_with_any_condition_of_article_9(Article9Condition? article9) =>
        Assert.Null(new LawfulBasis(Article6Basis.Consent, article9).Refusal);
}
