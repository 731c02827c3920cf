using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Notices;
using PupilSupport.Application.Schools;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Plans;

/// <summary>Asks those who approve, and tells those who wrote what became of it.</summary>
internal sealed class PlanApprovalTasks(IAppDbContext db, ITasks tasks, INotices notices, SchoolCalendars calendars, PlanLoading loading)
{
    /// <summary>For a version in review.</summary>
    public async Task AskAsync(Plan plan, CancellationToken ct)
    {
        var day = await loading.DayAsync(plan.SchoolId, ct);
        await tasks.OpenAsync(Of(plan, day, day.Policy.ApprovalSchoolDays, WorkTaskPriority.Normal), ct);
    }

    /// <summary>For a risk assessment that is in force unapproved: sooner, whatever was asked before.</summary>
    public async Task AskInterimAsync(Plan plan, CancellationToken ct)
    {
        var day = await loading.DayAsync(plan.SchoolId, ct);
        var asked = Of(plan, day, day.Policy.InterimApprovalSchoolDays, WorkTaskPriority.High);
        if (await tasks.OpenAsync(asked, ct) is not null)
        {
            return;
        }

        var due = WorkTaskDue.InSchoolDaysOrSooner(await calendars.AroundAsync(plan.SchoolId, asked.From, ct), asked.From, asked.SchoolDays);
        var open = db.Set<WorkTask>().Local.Single(t => t.SourceId == plan.Id.Value && t.Kind == WorkTaskKind.ApprovePlan && t.EndedAt is null);
        open.Revise(open.Title, WorkTaskPriority.High, due, asked.From);
    }

    /// <param name="requester">Who asked for the approval.</param>
    public void Tell(Plan plan, NoticeKind kind, StaffId? requester)
    {
        foreach (var staff in new StaffId?[] { plan.OwnerId, plan.AuthorId, requester }.OfType<StaffId>().Distinct())
        {
            notices.Tell(staff, new NoticeAbout(kind, plan.Id.Value, plan.SchoolId, NoticeUrgency.Normal));
        }
    }

    private static CausedTask Of(Plan plan, PlanDay day, int schoolDays, WorkTaskPriority priority) => new()
    {
        Kind = WorkTaskKind.ApprovePlan,
        SchoolId = plan.SchoolId,
        Source = TaskSourceLink.To(plan),
        PupilId = plan.PupilId,
        Label = PlanTypes.Of(plan.Type).Label,
        Team = PlanRisk.NeedsHead(plan.Content) ? Role.Headteacher : PlanTypes.Of(plan.Type).Approvers[0],
        From = LondonTime.DateOf(day.Now),
        SchoolDays = schoolDays,
        Priority = priority,
    };
}
