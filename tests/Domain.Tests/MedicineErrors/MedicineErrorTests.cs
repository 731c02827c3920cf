using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineErrors;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Domain.Tests.MedicineErrors;

public class MedicineErrorTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly StaffId Giver = new(Guid.NewGuid());
    private static readonly StaffId Lead = new(Guid.NewGuid());

    private static readonly MedicineErrorFindings Findings = new()
    {
        Kind = MedicineErrorKind.WrongTime,
        IsNearMiss = false,
        Harm = HarmLevel.None,
        RootCause = MedicineErrorCause.Handover,
        ReviewNote = "Found",
        Actions = ["Board"],
    };

    private static MedicineError Open(bool hasPupil = true, bool isConfidential = false) => MedicineError.Open(new TrustId(Guid.NewGuid()), new NewMedicineError
    {
        SchoolId = new SchoolId(Guid.NewGuid()),
        PupilId = hasPupil ? new PupilId(Guid.NewGuid()) : null,
        IsConfidential = isConfidential,
        Kind = MedicineErrorKind.GivenAgainstGuard,
        OccurredAt = Now.AddHours(-1),
        Description = "Given an hour early.",
        GivenById = Giver,
    }, Now);

    private static MedicineError UnderReview(bool hasPupil = true)
    {
        var error = Open(hasPupil);
        Assert.True(error.StartReview(Lead, Now).IsSuccess);
        return error;
    }

    [Fact]
    public void A_review_says_cause_and_harm_and_what_became_of_the_parent()
    {
        var error = UnderReview();
        Assert.Equal("root-cause-missing", error.Close(Lead, Now).Error?.Code);
        Assert.True(error.Review(Findings with { Harm = HarmLevel.NotKnown }, Lead).IsSuccess);
        Assert.Equal("harm-not-known", error.Close(Lead, Now).Error?.Code);
        Assert.True(error.Review(Findings, Lead).IsSuccess);
        Assert.Equal("parent-not-told", error.Close(Lead, Now).Error?.Code);
        Assert.True(error.TellParent(Now.AddMinutes(-10), ParentContactMethod.Phone, Now).IsSuccess);
        Assert.True(error.Close(Lead, Now).IsSuccess);
        Assert.Equal(("invalid-transition", "invalid-transition"), (error.Review(Findings, Lead).Error?.Code, error.LeaveParent("No").Error?.Code));
    }

    [Fact]
    public void Whoever_gave_the_dose_does_not_review_it()
    {
        var error = Open();
        Assert.Equal("reviewer-is-giver", error.StartReview(Giver, Now).Error?.Code);
        Assert.True(error.StartReview(Lead, Now).IsSuccess);
        Assert.Equal("not-the-reviewer", error.Review(Findings, new StaffId(Guid.NewGuid())).Error?.Code);
        Assert.Equal("not-the-reviewer", error.Close(new StaffId(Guid.NewGuid()), Now).Error?.Code);
    }

    [Fact]
    public void A_closed_review_is_taken_up_again()
    {
        var error = UnderReview(hasPupil: false);
        Assert.Equal("invalid-transition", error.Reopen(Lead, Now).Error?.Code);
        Assert.True(error.Review(Findings, Lead).IsSuccess && error.Close(Lead, Now).IsSuccess);
        Assert.Equal("reviewer-is-giver", error.Reopen(Giver, Now).Error?.Code);
        Assert.True(error.Reopen(new StaffId(Guid.NewGuid()), Now).IsSuccess);
        Assert.Equal((MedicineErrorStatus.UnderReview, (DateTimeOffset?)null), (error.Status, error.ClosedAt));
    }

    [Fact]
    public void A_parent_is_told_after_it_happened_and_not_in_the_future()
    {
        var error = Open();
        Assert.Equal("told-before-the-error", error.TellParent(Now.AddHours(-2), ParentContactMethod.Phone, Now).Error?.Code);
        Assert.Equal("error-in-the-future", error.TellParent(Now.AddMinutes(1), ParentContactMethod.Phone, Now).Error?.Code);
        Assert.True(error.LeaveParent("The court order forbids it.").IsSuccess);
        Assert.True(error.TellParent(Now, ParentContactMethod.InPerson, Now).IsSuccess);
        Assert.Null(error.ParentNotToldReason);
        Assert.Equal("no-pupil-named", Open(hasPupil: false).LeaveParent("No").Error?.Code);
    }

    [Fact]
    public void What_is_confidential_has_no_parent_to_tell()
    {
        var error = Open(isConfidential: true);
        Assert.Equal((true, MedicineError.Confidential), (error.IsParentSettled, error.ParentNotToldReason));
    }

    [Fact]
    public void Its_state_settles_its_tasks()
    {
        TaskStanding Of(MedicineError error, WorkTaskKind kind) => ((ITaskSource)error).StandingOf(kind);
        var error = UnderReview();
        Assert.Equal((TaskStanding.Stands, TaskStanding.Stands), (Of(error, WorkTaskKind.ReviewMedicineError), Of(error, WorkTaskKind.TellParentOfMedicineError)));
        Assert.True(error.LeaveParent("Told by the hospital.").IsSuccess);
        Assert.Equal((TaskStanding.Stands, TaskStanding.Settled), (Of(error, WorkTaskKind.ReviewMedicineError), Of(error, WorkTaskKind.TellParentOfMedicineError)));
        Assert.True(error.Review(Findings, Lead).IsSuccess && error.Close(Lead, Now).IsSuccess);
        Assert.Equal((TaskStanding.Settled, TaskStanding.Moot), (Of(error, WorkTaskKind.ReviewMedicineError), Of(error, WorkTaskKind.Manual)));
    }
}
