using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Domain.Tests.Pupils;

public sealed class PupilTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly TrustId Trust = new(Guid.NewGuid());
    private static readonly SchoolId First = new(Guid.NewGuid());
    private static readonly SchoolId Second = new(Guid.NewGuid());

    [Fact]
    public void Registers_with_a_first_enrolment_and_searchable_names()
    {
        var pupil = Register(new PupilDetails("Seán", "O’Neill-Smith", PreferredGivenName: "Jack"));

        Assert.Equal("sean oneill smith jack", pupil.SearchText);
        Assert.Equal("oneill smith sean", pupil.SortName);
        Assert.Equal(First, pupil.SchoolId);
        Assert.Equal(EnrolmentStatus.Current, Assert.Single(pupil.Enrolments).StatusOn(Today));
    }

    [Fact]
    public void Refuses_a_birth_in_the_future() =>
        Assert.Equal("born-in-future", TryRegister(new PupilDetails("A", "B", DateOfBirth: Today.AddDays(1))).Error?.Code);

    [Fact]
    public void The_override_wins_over_the_age_and_moves_up_with_the_years()
    {
        var pupil = Register(new PupilDetails("A", "B", DateOfBirth: new DateOnly(2021, 8, 31), OutOfYear: YearGroup.Reception));

        Assert.Equal(YearGroup.Reception, pupil.YearGroupIn(new AcademicYear(2026)));
        Assert.Equal(YearGroup.Year1, pupil.YearGroupIn(new AcademicYear(2027)));
    }

    [Fact]
    public void The_same_override_a_year_later_is_a_new_one()
    {
        var details = new PupilDetails("A", "B", OutOfYear: YearGroup.Year4);
        var pupil = Register(details);

        pupil.Revise(details, Today.AddYears(1));

        Assert.Equal(YearGroup.Year4, pupil.YearGroupIn(new AcademicYear(2027)));
    }

    [Fact]
    public void The_year_group_is_unknown_without_birth_and_override() => Assert.Null(Register(new PupilDetails("A", "B")).YearGroupIn(new AcademicYear(2026)));

    [Fact]
    public void Refuses_two_main_rolls_at_once_but_not_a_subsidiary()
    {
        var pupil = Register(new PupilDetails("A", "B"));

        Assert.Equal("enrolment-overlaps", pupil.Enrol(Second, EnrolmentKind.Main, Today, null, Now).Error?.Code);
        Assert.True(pupil.Enrol(Second, EnrolmentKind.Subsidiary, Today, null, Now).IsSuccess);
        Assert.Equal("enrolment-overlaps", pupil.Enrol(Second, EnrolmentKind.Guest, Today, null, Now).Error?.Code);
        Assert.Equal(First, pupil.SchoolId);
    }

    [Fact]
    public void A_move_on_one_day_belongs_to_both_schools()
    {
        var pupil = Register(new PupilDetails("A", "B"));
        Assert.True(pupil.EndEnrolment(pupil.Enrolments.Single().Id, Today, "moved").IsSuccess);

        Assert.True(pupil.Enrol(Second, EnrolmentKind.Main, Today, null, Now).IsSuccess);

        Assert.Equal(Second, pupil.SchoolId);
        Assert.All(pupil.Enrolments, e => Assert.Equal(EnrolmentStatus.Current, e.StatusOn(Today)));
        Assert.Equal(EnrolmentStatus.Ended, pupil.Enrolments.First().StatusOn(Today.AddDays(1)));
    }

    [Fact]
    public void Refuses_to_leave_before_admission()
    {
        var pupil = Register(new PupilDetails("A", "B"));
        var enrolment = pupil.Enrolments.Single();

        Assert.Equal("leaves-before-admission", pupil.EndEnrolment(enrolment.Id, enrolment.AdmittedOn.AddDays(-1), null).Error?.Code);
        Assert.Equal("unknown-enrolment", pupil.EndEnrolment(new EnrolmentId(Guid.NewGuid()), Today, null).Error?.Code);
    }

    [Fact]
    public void Needs_go_with_provision_and_are_ranked_once()
    {
        var pupil = Register(new PupilDetails("A", "B"));

        Assert.Equal("needs-without-provision", pupil.RecordNeeds(SenProvision.None, [SenType.SocialEmotionalAndMentalHealth]).Error?.Code);
        Assert.Equal("need-twice", pupil.RecordNeeds(SenProvision.SenSupport, [SenType.Other, SenType.Other]).Error?.Code);
        Assert.True(pupil.RecordNeeds(SenProvision.SenSupport, [SenType.SocialEmotionalAndMentalHealth, SenType.Other]).IsSuccess);
        Assert.Equal([SenType.SocialEmotionalAndMentalHealth, SenType.Other], pupil.SenNeeds);
    }

    [Fact]
    public void A_contact_is_tied_to_each_pupil_once()
    {
        var contact = Contact.Register(Trust, new ContactDetails(null, "A", "B", ["1"], [], null, null, false), Now);
        var pupil = new PupilId(Guid.NewGuid());

        contact.Link(pupil, new ContactLinkDetails(Relationship.Mother, 1, ParentalResponsibility.Person, false));
        contact.Link(pupil, new ContactLinkDetails(Relationship.Mother, 2, ParentalResponsibility.None, true));

        var link = Assert.Single(contact.Links);
        Assert.Equal((2, ParentalResponsibility.None, true), (link.Priority, link.ParentalResponsibility, link.IsBarred));
    }

    private static Pupil Register(PupilDetails details) => TryRegister(details).Value;

    private static Result<Pupil> TryRegister(PupilDetails details) =>
        Pupil.Register(Trust, details, First, EnrolmentKind.Main, new DateOnly(2026, 9, 2), null, Now);
}
