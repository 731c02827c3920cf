using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Notices;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineErrors;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.MedicineErrors;

/// <summary>Opens reports of errors within the current unit of work, so that they stand if and only if their cause does. It never saves.</summary>
public interface IMedicineErrors
{
    /// <summary>
    /// The report, with the task to review it and, when it names a pupil whose contacts may know, the task to tell the
    /// parent on the day. The medical lead is told at once.
    /// </summary>
    Task<MedicineError> OpenAsync(NewMedicineError report, CancellationToken ct);
}

internal sealed class MedicineErrorOpening(IAppDbContext db, MedicineErrorTasks tasks, INotices notices, ICaller caller, TimeProvider clock) : IMedicineErrors
{
    public async Task<MedicineError> OpenAsync(NewMedicineError report, CancellationToken ct)
    {
        var error = MedicineError.Open(caller.TrustId, report, clock.GetUtcNow());
        db.Set<MedicineError>().Add(error);
        await tasks.OpenReviewAsync(error, ct);
        await tasks.OpenParentContactAsync(error, ct);
        var about = new NoticeAbout(NoticeKind.MedicineErrorReported, error.Id.Value, error.SchoolId, error.IsNearMiss ? NoticeUrgency.Normal : NoticeUrgency.Urgent);
        await notices.TellHoldersAsync(Role.MedicalLead, error.SchoolId, about, ct);
        return error;
    }
}

/// <summary>The tasks that a report leaves to the medical lead.</summary>
internal sealed class MedicineErrorTasks(ITasks tasks, IPolicies policies, TimeProvider clock)
{
    private DateOnly Today => LondonTime.DateOf(clock.GetUtcNow());

    public async Task OpenReviewAsync(MedicineError error, CancellationToken ct)
    {
        var policy = await policies.OnAsync<MedicationPolicy>(error.SchoolId, Today, ct);
        await tasks.OpenAsync(Of(error, WorkTaskKind.ReviewMedicineError, policy.ErrorReviewSchoolDays, WorkTaskPriority.High), ct);
    }

    /// <summary>A near miss reached nobody: whether to tell the parent is for the review to say.</summary>
    public async Task OpenParentContactAsync(MedicineError error, CancellationToken ct)
    {
        if (!error.IsParentSettled && !error.IsNearMiss)
        {
            await tasks.OpenAsync(Of(error, WorkTaskKind.TellParentOfMedicineError, 0, WorkTaskPriority.Urgent), ct);
        }
    }

    private CausedTask Of(MedicineError error, WorkTaskKind kind, int schoolDays, WorkTaskPriority priority) => new()
    {
        Kind = kind,
        SchoolId = error.SchoolId,
        Source = TaskSourceLink.To(error),
        // Others than the team may come to see a late task: it must not tell them whom a confidential medicine is for.
        PupilId = error.IsConfidential ? null : error.PupilId,
        Label = SensitivityLabel.Health,
        Team = Role.MedicalLead,
        From = Today,
        SchoolDays = schoolDays,
        Priority = priority,
    };
}
