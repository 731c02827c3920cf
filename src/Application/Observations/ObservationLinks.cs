using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Assessments;
using PupilSupport.Application.Common;
using PupilSupport.Application.Observations.Dtos;
using PupilSupport.Application.Plans;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Observations;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.Observations;

/// <summary>
/// What an observation is linked to: records of its school and of its pupils which its author reaches. A reader is told of
/// those that the reader reaches, in a pupil's record of that pupil's alone.
/// </summary>
internal sealed class ObservationLinks(SupportSessionAccess sessions, AssessmentAccess assessments, SupportProgrammeAccess programmes, PlanAccess plans)
{
    /// <summary>Why a link is refused; null when none is.</summary>
    public async Task<Error?> RefusalAsync(NewObservation seen, CancellationToken ct)
    {
        PupilId[] pupils = [.. seen.PupilIds];
        return await SessionRefusalAsync(seen, pupils, ct)
            ?? RefusalOf("assessmentIds", seen.AssessmentIds, await AssessmentsAsync(seen, pupils, ct))
            ?? RefusalOf("programmeIds", seen.ProgrammeIds, await ProgrammesAsync(seen, pupils, ct))
            ?? RefusalOf("planIds", seen.PlanIds, await PlansAsync(seen, pupils, ct));
    }

    /// <summary>The same observations with the links that the caller may be told of. It asks only of the kinds that they name.</summary>
    /// <param name="of">Whose record they stand in; null when in nobody's.</param>
    public async Task<IReadOnlyList<ObservationDto>> ShownAsync(IReadOnlyList<ObservationDto> observations, PupilId? of, CancellationToken ct)
    {
        var fed = await AmongAsync(observations.SelectMany(o => o.AssessmentIds), id => new AssessmentId(id), named =>
            assessments.Readable().Where(a => named.Contains(a.Id) && (of == null || a.PupilId == of)).Select(a => a.Id), ct);
        var served = await AmongAsync(observations.SelectMany(o => o.ProgrammeIds), id => new SupportProgrammeId(id), named =>
            programmes.Readable().Where(p => named.Contains(p.Id) && (of == null || !p.Pupils.Any() || p.Pupils.Any(m => m.PupilId == of))).Select(p => p.Id), ct);
        var followed = await AmongAsync(observations.SelectMany(o => o.PlanIds), id => new PlanId(id), named =>
            plans.Readable().Where(p => named.Contains(p.Id) && (of == null || p.PupilId == of)).Select(p => p.Id), ct);
        var held = await AmongAsync(observations.Select(o => o.SupportSessionId).OfType<Guid>(), id => new SupportSessionId(id), named =>
            sessions.Reachable().Where(s => named.Contains(s.Id) && (of == null || !s.Participants.Any() || s.Participants.Any(m => m.PupilId == of))).Select(s => s.Id), ct);
        return [.. observations.Select(o => o with
        {
            SupportSessionId = o.SupportSessionId is { } session && held.Contains(session) ? session : null,
            AssessmentIds = [.. o.AssessmentIds.Where(fed.Contains)],
            ProgrammeIds = [.. o.ProgrammeIds.Where(served.Contains)],
            PlanIds = [.. o.PlanIds.Where(followed.Contains)],
        })];
    }

    /// <summary>The observations that feed an assessment: none when the caller does not read it.</summary>
    public IQueryable<Observation> OfAssessment(IQueryable<Observation> observations, AssessmentId assessment)
    {
        var readable = assessments.Readable();
        return observations.Where(o => o.Links.Any(l => l.AssessmentId == assessment) && readable.Any(a => a.Id == assessment));
    }

    /// <summary>The observations of a session: none when the caller does not read it.</summary>
    public IQueryable<Observation> OfSession(IQueryable<Observation> observations, SupportSessionId session)
    {
        var readable = sessions.Reachable();
        return observations.Where(o => o.SupportSessionId == session && readable.Any(s => s.Id == session));
    }

    /// <summary>The observations that bear on a programme: none when the caller does not read it.</summary>
    public IQueryable<Observation> OfProgramme(IQueryable<Observation> observations, SupportProgrammeId programme)
    {
        var readable = programmes.Readable();
        return observations.Where(o => o.Links.Any(l => l.ProgrammeId == programme) && readable.Any(p => p.Id == programme));
    }

    /// <summary>The observations that bear on a plan: none when the caller does not read it.</summary>
    public IQueryable<Observation> OfPlan(IQueryable<Observation> observations, PlanId plan)
    {
        var readable = plans.Readable();
        return observations.Where(o => o.Links.Any(l => l.PlanId == plan) && readable.Any(p => p.Id == plan));
    }

    private static async Task<HashSet<Guid>> AmongAsync<TId>(IEnumerable<Guid> ids, Func<Guid, TId> typed, Func<TId[], IQueryable<TId>> among, CancellationToken ct)
        where TId : struct, ITypedId<TId>
    {
        TId[] named = [.. ids.Distinct().Select(typed)];
        return named.Length == 0 ? [] : [.. (await among(named).ToListAsync(ct)).Select(id => id.Value)];
    }

    private async Task<Error?> SessionRefusalAsync(NewObservation seen, PupilId[] pupils, CancellationToken ct)
    {
        if (seen.SupportSessionId is not { } id)
        {
            return null;
        }

        var found = await sessions.Reachable().Where(s => s.Id == id && s.SchoolId == seen.SchoolId)
            .Select(s => new Reached(id.Value, !s.Participants.Any() || s.Participants.Any(p => pupils.Contains(p.PupilId))))
            .ToListAsync(ct);
        return RefusalOf(id.Value, found)?.At("/supportSessionId");
    }

    private async Task<List<Reached>> AssessmentsAsync(NewObservation seen, PupilId[] pupils, CancellationToken ct)
    {
        AssessmentId[] ids = [.. seen.AssessmentIds];
        return ids.Length == 0
            ? []
            : await assessments.Readable().Where(a => ids.Contains(a.Id) && a.SchoolId == seen.SchoolId && a.Status != AssessmentStatus.Voided)
                .Select(a => new Reached(a.Id.Value, pupils.Contains(a.PupilId))).ToListAsync(ct);
    }

    private async Task<List<Reached>> ProgrammesAsync(NewObservation seen, PupilId[] pupils, CancellationToken ct)
    {
        SupportProgrammeId[] ids = [.. seen.ProgrammeIds];
        return ids.Length == 0
            ? []
            : await programmes.Readable().Where(p => ids.Contains(p.Id) && p.SchoolId == seen.SchoolId)
                .Select(p => new Reached(p.Id.Value, !p.Pupils.Any() || p.Pupils.Any(m => pupils.Contains(m.PupilId)))).ToListAsync(ct);
    }

    private async Task<List<Reached>> PlansAsync(NewObservation seen, PupilId[] pupils, CancellationToken ct)
    {
        PlanId[] ids = [.. seen.PlanIds];
        return ids.Length == 0
            ? []
            : await plans.Readable().Where(p => ids.Contains(p.Id) && p.SchoolId == seen.SchoolId)
                .Select(p => new Reached(p.Id.Value, pupils.Contains(p.PupilId))).ToListAsync(ct);
    }

    private static Error? RefusalOf<TId>(string member, IReadOnlyList<TId> ids, List<Reached> found)
        where TId : struct, ITypedId<TId> =>
        ids.Select((id, i) => RefusalOf(id.Value, found)?.At($"/{member}/{i}")).FirstOrDefault(refused => refused is not null);

    private static Error? RefusalOf(Guid id, List<Reached> found) => found.Find(r => r.Id == id) switch
    {
        null => CommonErrors.UnknownReference,
        { IsOfPupils: false } => ObservationErrors.LinkOfAnotherPupil,
        _ => null,
    };

    private sealed record Reached(Guid Id, bool IsOfPupils);
}
