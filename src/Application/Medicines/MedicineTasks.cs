using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Medicines;

/// <summary>The tasks that consents and orders leave to the medical lead.</summary>
internal sealed class MedicineTasks(ITasks tasks, TimeProvider clock)
{
    public Task OpenAsync<T>(WorkTaskKind kind, T source, PupilId pupil, bool isConfidential, int schoolDays, CancellationToken ct)
        where T : ITaskSource, ISchoolOwned => tasks.OpenAsync(new CausedTask
        {
            Kind = kind,
            SchoolId = source.SchoolId,
            Source = TaskSourceLink.To(source),
            // Others than the team may come to see a late task: it must not tell them whom a confidential medicine is for.
            PupilId = isConfidential ? null : pupil,
            Label = SensitivityLabel.Health,
            Team = Role.MedicalLead,
            From = LondonTime.DateOf(clock.GetUtcNow()),
            SchoolDays = schoolDays,
        }, ct);
}
