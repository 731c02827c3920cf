using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Observations;
using PupilSupport.Application.Recognitions.Dtos;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Observations;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Recognitions;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.Recognitions;

/// <summary>
/// What a recognition is linked to: records of its school and of its pupils which its author reaches. A reader is told of those
/// that the reader reaches, in a pupil's record of that pupil's alone.
/// </summary>
internal sealed class RecognitionLinks(SupportProgrammeAccess programmes, SupportSessionAccess sessions, ObservationAccess observations)
{
    /// <summary>Why a link is refused; null when none is.</summary>
    public async Task<Error?> RefusalAsync(NewRecognition told, CancellationToken ct)
    {
        PupilId[] pupils = [.. told.PupilIds];
        var school = told.SchoolId;
        return await RefusalAsync("/programmeId", told.ProgrammeId, id => programmes.Readable().Where(p => p.Id == id && p.SchoolId == school), ProgrammeOf(pupils), ct)
            ?? await RefusalAsync("/supportSessionId", told.SupportSessionId, id => sessions.Reachable().Where(s => s.Id == id && s.SchoolId == school), SessionOf(pupils), ct)
            ?? await RefusalAsync("/observationId", told.ObservationId, id => observations.Readable().Where(o => o.Id == id && o.SchoolId == school), ObservationOf(pupils), ct);
    }

    /// <summary>The same recognitions with the links that the caller may be told of; a question for each kind of link that there is.</summary>
    /// <param name="of">Whose record they stand in; null when in nobody's.</param>
    public async Task<IReadOnlyList<RecognitionDto>> ShownAsync(IReadOnlyList<RecognitionDto> recognitions, PupilId? of, CancellationToken ct)
    {
        SupportProgrammeId[] served = [.. Named(recognitions, r => r.ProgrammeId).Select(id => new SupportProgrammeId(id))];
        SupportSessionId[] given = [.. Named(recognitions, r => r.SupportSessionId).Select(id => new SupportSessionId(id))];
        ObservationId[] seen = [.. Named(recognitions, r => r.ObservationId).Select(id => new ObservationId(id))];
        if (served.Length + given.Length + seen.Length == 0)
        {
            return recognitions;
        }

        var shown = new HashSet<Guid>();
        shown.UnionWith(await ShownAsync(served, () => Of(programmes.Readable().Where(p => served.Contains(p.Id)), of, ProgrammeOf).Select(p => p.Id.Value), ct));
        shown.UnionWith(await ShownAsync(given, () => Of(sessions.Reachable().Where(s => given.Contains(s.Id)), of, SessionOf).Select(s => s.Id.Value), ct));
        shown.UnionWith(await ShownAsync(seen, () => Of(observations.Readable().Where(o => seen.Contains(o.Id)), of, ObservationOf).Select(o => o.Id.Value), ct));
        Guid? Told(Guid? id) => id is { } link && shown.Contains(link) ? link : null;
        return [.. recognitions.Select(r => r with { ProgrammeId = Told(r.ProgrammeId), SupportSessionId = Told(r.SupportSessionId), ObservationId = Told(r.ObservationId) })];
    }

    /// <summary>The recognitions of a programme: none when the caller does not read it.</summary>
    public IQueryable<Recognition> OfProgramme(IQueryable<Recognition> recognitions, SupportProgrammeId programme)
    {
        var readable = programmes.Readable();
        return recognitions.Where(r => r.ProgrammeId == programme && readable.Any(p => p.Id == programme));
    }

    private static IEnumerable<Guid> Named(IEnumerable<RecognitionDto> recognitions, Func<RecognitionDto, Guid?> link) => recognitions.Select(link).OfType<Guid>().Distinct();

    private static IQueryable<T> Of<T>(IQueryable<T> records, PupilId? pupil, Func<PupilId[], Expression<Func<T, bool>>> isOf) => pupil is { } one ? records.Where(isOf([one])) : records;

    private static async Task<IEnumerable<Guid>> ShownAsync<TId>(TId[] named, Func<IQueryable<Guid>> reached, CancellationToken ct) => named.Length == 0 ? [] : await reached().ToListAsync(ct);

    private static async Task<Error?> RefusalAsync<TId, T>(
        string member, TId? named, Func<TId, IQueryable<T>> reached, Expression<Func<T, bool>> isOfPupils, CancellationToken ct)
        where TId : struct
        where T : class
    {
        if (named is not { } id)
        {
            return null;
        }

        var records = reached(id);
        var refused = !await records.AnyAsync(ct) ? CommonErrors.UnknownReference : await records.AnyAsync(isOfPupils, ct) ? null : ObservationErrors.LinkOfAnotherPupil;
        return refused?.At(member);
    }

    private static Expression<Func<SupportProgramme, bool>> ProgrammeOf(PupilId[] pupils) => p => !p.Pupils.Any() || p.Pupils.Any(m => pupils.Contains(m.PupilId));

    private static Expression<Func<SupportSession, bool>> SessionOf(PupilId[] pupils) => s => !s.Participants.Any() || s.Participants.Any(m => pupils.Contains(m.PupilId));

    private static Expression<Func<Observation, bool>> ObservationOf(PupilId[] pupils) => o => o.Pupils.Any(m => pupils.Contains(m.PupilId));
}
