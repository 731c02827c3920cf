using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Domain.Tests.Agencies;

public class AgencyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);
    private static readonly SchoolId Oak = new(Guid.CreateVersion7()), Beech = new(Guid.CreateVersion7());
    private static readonly AgencyContent Whole = new()
    {
        Name = "Young Minds",
        Services = [SupportService.Camhs],
        Ages = new AgencyAges { From = 5, To = 18 },
        Areas = new AgencyAreas { Postcodes = ["RG1", "SW1A"], LocalAuthorities = ["870"] },
        Contact = new AgencyContact { Website = "https://youngminds.example/", Email = "a@b.example" },
        Languages = ["en"],
    };

    [Fact]
    public void Every_state_allows_its_verbs_and_no_others()
    {
        foreach (var (state, allowed) in new Dictionary<AgencyStatus, AgencyAction[]>
        {
            [AgencyStatus.Active] = [AgencyAction.Edit, AgencyAction.Verify, AgencyAction.Archive, AgencyAction.Merge],
            [AgencyStatus.Archived] = [AgencyAction.Restore, AgencyAction.Merge],
            [AgencyStatus.Merged] = [],
        })
        {
            foreach (var verb in Enum.GetValues<AgencyAction>())
            {
                var agency = In(state);
                var done = Do(agency, verb);
                Assert.Equal(allowed.Contains(verb), done.IsSuccess);
                Assert.True(done.IsSuccess || done.Error.Code == "invalid-transition");
                Assert.True(done.IsSuccess || agency.Status == state);
            }

            Assert.Equal(state == AgencyStatus.Active ? TaskStanding.Stands : TaskStanding.Moot, ((ITaskSource)In(state)).StandingOf(WorkTaskKind.VerifyAgency));
        }
    }

    [Fact]
    public void What_it_says_is_judged_where_it_stands()
    {
        (AgencyContent Content, string Code, string Pointer)[] refused =
        [
            (Whole with { Services = [SupportService.Camhs, SupportService.Camhs] }, "agency-value-twice", "/services"),
            (Whole with { Ages = new AgencyAges { From = 12, To = 11 } }, "agency-ages", "/ages/to"),
            (Whole with { Areas = new AgencyAreas { Postcodes = ["RG1", "rg2"] } }, "agency-postcode", "/areas/postcodes/1"),
            (Whole with { Areas = new AgencyAreas { LocalAuthorities = ["87"] } }, "agency-local-authority", "/areas/localAuthorities/0"),
            (Whole with { Languages = ["en\n"] }, "agency-language", "/languages/0"),
            (Whole with { Contact = new AgencyContact { Website = "javascript:alert(1)" } }, "agency-website", "/contact/website"),
            (Whole with { Contact = new AgencyContact { Website = "https://me:secret@a.example/" } }, "agency-website", "/contact/website"),
            (Whole with { Contact = new AgencyContact { Email = "nobody" } }, "agency-email", "/contact/email"),
        ];
        foreach (var (content, code, pointer) in refused)
        {
            var error = Agency.Add(default, null, content, default, null, Now).Error!;
            Assert.Equal((code, pointer), (error.Code, Assert.Single(error.Faults).Pointer));
        }

        Assert.True(Agency.Add(default, null, Whole, default, null, Now).IsSuccess);
    }

    [Fact]
    public void It_is_merged_into_one_that_everybody_sees_who_sees_it_and_earlier_mergers_follow()
    {
        Agency trust = Of(null), other = Of(null), oak = Of(Oak), oakToo = Of(Oak), beech = Of(Beech);
        Assert.Equal("agency-merge-into-itself", trust.Merge(trust).Error!.Code);
        Assert.Equal("agency-merge-into-narrower", trust.Merge(oak).Error!.Code);
        Assert.Equal("agency-merge-into-narrower", oak.Merge(beech).Error!.Code);
        Assert.True(oak.Merge(oakToo).IsSuccess);
        Assert.Equal("agency-merge-into-inactive", oakToo.Merge(oak).Error!.Code);
        Assert.True(oakToo.Merge(trust).IsSuccess);
        oak.Follow(oakToo);
        other.Follow(oakToo);
        Assert.Equal((trust.Id, null), (oak.MergedIntoId, other.MergedIntoId));
        var archived = In(AgencyStatus.Archived);
        archived.Merge(trust);
        Assert.Null(archived.StateReason);
    }

    [Theory]
    [InlineData("RG1 2AB", "RG1")]
    [InlineData("sw1a1aa", "SW1A")]
    [InlineData("M1 1AE", "M1")]
    [InlineData("RG1", null)]
    [InlineData("XQZ 1AA", null)]
    [InlineData("RG1 2A%", null)]
    [InlineData(null, null)]
    public void The_outward_part_of_a_postcode_is_known(string? postcode, string? outward) => Assert.Equal(outward, AgencyRules.OutwardOf(postcode));

    [Fact]
    public void A_need_is_looked_for_by_its_telling_words_only()
    {
        Assert.Equal(["help", "anxiety"], AgencyTerms.Words("Help for the anxiety of"));
        Assert.Empty(AgencyTerms.Words("% _ ' --"));
        Assert.Equal(["drop", "table", "agencies"], AgencyTerms.Words("'; DROP TABLE agencies; --"));
        var terms = AgencyTerms.Of(Whole).Split(' ');
        Assert.Equal(SupportService.Ot, AgencyTerms.ServiceOf(" OT "));
        Assert.Equal(SupportService.SpeechLanguage, AgencyTerms.ServiceOf("Speech  language"));
        Assert.Null(AgencyTerms.ServiceOf("speech"));
        Assert.Empty(new[] { "#camhs", "@RG1", "@SW1A", "+870", "young", "minds", "mental" }.Except(terms));
    }

    [Fact]
    public void Of_a_long_word_the_beginning_counts_and_no_letter_is_cut_in_two()
    {
        var end = string.Concat(Enumerable.Repeat("\U00010400", 40));
        var terms = AgencyTerms.Of(new AgencyContent(Whole) { Description = new string('x', 4_000) + " y" + end }).Split(' ');
        Assert.All(terms, t => Assert.InRange(t.Length, 1, AgencyTerms.MaxWord));
        Assert.Contains(Assert.Single(AgencyTerms.Words(new string('X', 150))), terms);
        Assert.All(terms, t => Assert.False(char.IsHighSurrogate(t[^1])));
    }

    [Fact]
    public void What_names_an_agency_that_offers_anything_of_safeguarding_has_its_label()
    {
        Assert.Equal(SensitivityLabel.Safeguarding, AgencyRules.LabelOf([SupportService.DomesticAbuse, SupportService.ChildrensSocialCareMash]));
        Assert.Equal(SensitivityLabel.Safeguarding, AgencyRules.LabelOf([SupportService.DomesticAbuse, SupportService.Housing]));
        Assert.Equal(SensitivityLabel.Pastoral, AgencyRules.LabelOf([SupportService.Housing]));
    }

    private static Agency Of(SchoolId? school) => Agency.Add(default, school, Whole, default, null, Now).Value;

    private static Agency In(AgencyStatus state)
    {
        var agency = Of(null);
        _ = state switch
        {
            AgencyStatus.Archived => agency.Archive("Closed"),
            AgencyStatus.Merged => agency.Merge(Of(null)),
            _ => Result.Success,
        };
        return agency;
    }

    private static Result Do(Agency agency, AgencyAction verb) => verb switch
    {
        AgencyAction.Edit => agency.Edit(Whole),
        AgencyAction.Verify => agency.Verify(new DateOnly(2026, 11, 23), new DateOnly(2027, 11, 23), null),
        AgencyAction.Archive => agency.Archive("Closed"),
        AgencyAction.Restore => agency.Restore(),
        _ => agency.Merge(Of(null)),
    };
}
