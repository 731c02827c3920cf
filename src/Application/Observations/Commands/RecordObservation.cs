using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Observations.Dtos;
using PupilSupport.Application.Policies;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Observations;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.Observations.Commands;

/// <summary>What was seen.</summary>
public record ObservationDraft
{
    public required Guid SchoolId { get; init; }

    /// <summary>Of whom: one pupil, or several for whom the same text holds.</summary>
    [Items(Observation.MaxPupils, Min = 1)]
    public required IReadOnlyList<Guid> PupilIds { get; init; }
    public required ObservationKind Kind { get; init; }

    /// <summary>What was seen. Each pupil's readers read it whole, so name none of the others.</summary>
    [Text(Limits.Text, Min = 1)]
    public required string Text { get; init; }

    /// <summary>When it was seen, not in the future.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>Why it is written down so long after; needed when it was longer ago than the school's policy for sessions says, seven days unless set.</summary>
    [Text(Limits.Reason, Min = 1)]
    public string? LateReason { get; init; }

    /// <summary>A session of the school and of one of the pupils in which it was seen.</summary>
    public Guid? SupportSessionId { get; init; }

    /// <summary>Assessments, at the school, of these pupils, that it feeds.</summary>
    [Items(Observation.MaxLinks)]
    public IReadOnlyList<Guid> AssessmentIds { get; init; } = [];

    /// <summary>Programmes of the school, for one of these pupils or for a class, on whose course it bears.</summary>
    [Items(Observation.MaxLinks)]
    public IReadOnlyList<Guid> ProgrammeIds { get; init; } = [];

    /// <summary>Plans of the school, for these pupils, on whose course it bears.</summary>
    [Items(Observation.MaxLinks)]
    public IReadOnlyList<Guid> PlanIds { get; init; } = [];
}

/// <summary>Records what was seen of one pupil or of several at once.</summary>
[Requires(Permissions.ObservationsWrite), Audited("observation.record")]
public sealed record RecordObservationCommand : ObservationDraft, ICommand<ObservationDto>
{
    [SetsRequiredMembers]
    public RecordObservationCommand(ObservationDraft draft) : base(draft) { }
}

internal sealed class RecordObservationHandler(
    IAppDbContext db, PupilScope pupils, ObservationAccess access, ObservationLinks links, ObservationAnswers answers, IPolicies policies, ICaller caller, TimeProvider clock)
    : ICommandHandler<RecordObservationCommand, ObservationDto>
{
    public async Task<Result<ObservationDto>> Handle(RecordObservationCommand request, CancellationToken cancellationToken)
    {
        var seen = new NewObservation
        {
            SchoolId = new(request.SchoolId),
            PupilIds = [.. request.PupilIds.Select(id => new PupilId(id))],
            Kind = request.Kind,
            Text = request.Text,
            ObservedAt = request.ObservedAt,
            LateReason = request.LateReason,
            SupportSessionId = request.SupportSessionId is { } session ? new(session) : null,
            AssessmentIds = [.. request.AssessmentIds.Select(id => new AssessmentId(id))],
            ProgrammeIds = [.. request.ProgrammeIds.Select(id => new SupportProgrammeId(id))],
            PlanIds = [.. request.PlanIds.Select(id => new PlanId(id))],
        };
        if (await UnknownAsync(seen, cancellationToken) is { } unknown)
        {
            return unknown;
        }

        var policy = await policies.OnAsync<SupportSessionPolicy>(seen.SchoolId, LondonTime.DateOf(seen.ObservedAt), cancellationToken);
        var observation = Observation.Record(caller.TrustId, seen, caller.StaffId, policy, clock.GetUtcNow());
        if (!observation.IsSuccess)
        {
            return observation.Error;
        }

        db.Set<Observation>().Add(observation.Value);
        return await answers.OfAsync(observation.Value, cancellationToken);
    }

    private async Task<Error?> UnknownAsync(NewObservation seen, CancellationToken ct)
    {
        if (!access.MayWriteAt(seen.SchoolId) || !await db.Set<School>().AnyAsync(s => s.Id == seen.SchoolId, ct))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        return await PupilsThen.RefusalAsync(pupils.For(Permissions.ObservationsWrite), seen.SchoolId, seen.PupilIds, seen.ObservedAt, ct) ?? await links.RefusalAsync(seen, ct);
    }
}
