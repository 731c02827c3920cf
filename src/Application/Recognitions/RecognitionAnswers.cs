using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Recognitions.Dtos;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Recognitions;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Recognitions;

/// <summary>Recognitions as this caller sees them: of no pupil beyond the caller's reach, with what the caller may do next.</summary>
internal sealed class RecognitionAnswers(IAnswers answers, RecognitionAccess access, RecognitionLinks links)
{
    /// <summary>One that this command made or changed.</summary>
    public async Task<RecognitionDto> OfAsync(Recognition recognition, CancellationToken ct) =>
        (await OfReadAsync([answers.Map<RecognitionDto>(recognition)], ct))[0];

    public async Task<IReadOnlyList<RecognitionDto>> OfReadAsync(IReadOnlyList<RecognitionDto> recognitions, CancellationToken ct)
    {
        var partly = recognitions.Where(r => !access.SeesEveryPupil(r.AuthorId)).Select(r => r.Id).ToHashSet();
        var reached = await access.ReachedAsync(recognitions.Where(r => partly.Contains(r.Id)).SelectMany(r => r.PupilIds), ct);
        var linked = await links.ShownAsync(recognitions, null, ct);
        return [.. linked.Select(r => Told(r, partly.Contains(r.Id) ? reached.Contains : _ => true))];
    }

    /// <summary>Recognitions in one pupil's record, which never tells of another.</summary>
    public async Task<IReadOnlyList<RecognitionDto>> OfPupilAsync(IReadOnlyList<RecognitionDto> recognitions, Guid pupil, CancellationToken ct) =>
        [.. (await links.ShownAsync(recognitions, new PupilId(pupil), ct)).Select(r => Told(r, id => id == pupil))];

    private RecognitionDto Told(RecognitionDto recognition, Func<Guid, bool> shown)
    {
        Guid[] pupils = [.. recognition.PupilIds.Where(shown)];
        RecognitionShareDto[] shares = [.. recognition.Shares.Where(s => shown(s.PupilId))];
        var isShared = shares.Length == pupils.Length;
        return recognition with
        {
            PupilIds = pupils,
            Shares = shares,
            SharedHomeAt = isShared && shares.Length > 0 ? shares.Max(s => s.SharedHomeAt) : null,
            AllowedActions = [.. Recognition.AllowedActions(recognition.VoidedAt is not null, isShared)
                .Where(a => access.May(a, new SchoolId(recognition.SchoolId), recognition.AuthorId))],
        };
    }
}
