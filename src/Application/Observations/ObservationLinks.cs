using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Assessments;
using PupilSupport.Application.Common;
using PupilSupport.Application.Observations.Dtos;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Observations;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.Observations;

/// <summary>
/// What an observation is linked to: records of its school and of its pupils which its author reaches. A reader is told of
/// those that the reader reaches, in a pupil's record of that pupil's alone.
/// </summary>
internal sealed class ObservationLinks(SupportSessionAccess sessions, AssessmentAccess assessments, SupportProgrammeAccess programmes)
{
    /// <summary>Why a link is refused; null when none is.</summary>
    public async Task<Error?> RefusalAsync(NewObservation seen, CancellationToken ct)
    {
        PupilId[] pupils = [.. seen.PupilIds];
        return await SessionRefusalAsync(seen, pupils, ct)
            ?? RefusalOf("assessmentIds", seen.AssessmentIds, await AssessmentsAsync(seen, pupils, ct))
            ?? RefusalOf("programmeIds", seen.ProgrammeIds, await ProgrammesAsync(seen, pupils, ct));
    }

    /// <summary>The same observations with the links that the caller may be told of.</summary>
    /// <param name="of">Whose record they stand in; null when in nobody's.</param>
    public async Task<IReadOnlyList<ObservationDto>> ShownAsync(IReadOnlyList<ObservationDto> observations, PupilId? of, CancellationToken ct)
    {
        AssessmentId[] named = [.. observations.SelectMany(o => o.AssessmentIds).Distinct().Select(id => new AssessmentId(id))];
        SupportProgrammeId[] served = [.. observations.SelectMany(o => o.ProgrammeIds).Distinct().Select(id => new SupportProgrammeId(id))];
        SupportSessionId[] held = [.. observations.Select(o => o.SupportSessionId).OfType<Guid>().Distinct().Select(id => new SupportSessionId(id))];
        if (named.Length + served.Length + held.Length == 0)
        {
            return observations;
        }

        var fed = await assessments.Readable().Where(a => named.Contains(a.Id) && (of == null || a.PupilId == of)).Select(a => a.Id).ToListAsync(ct);
        var borne = await programmes.Readable()
            .Where(p => served.Contains(p.Id) && (of == null || !p.Pupils.Any() || p.Pupils.Any(m => m.PupilId == of)))
            .Select(p => p.Id).ToListAsync(ct);
        var seenIn = await sessions.Reachable()
            .Where(s => held.Contains(s.Id) && (of == null || !s.Participants.Any() || s.Participants.Any(m => m.PupilId == of)))
            .Select(s => s.Id).ToListAsync(ct);
        return [.. observations.Select(o => o with
        {
            SupportSessionId = o.SupportSessionId is { } session && seenIn.Contains(new(session)) ? session : null,
            AssessmentIds = [.. o.AssessmentIds.Where(id => fed.Contains(new(id)))],
            ProgrammeIds = [.. o.ProgrammeIds.Where(id => borne.Contains(new(id)))],
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
