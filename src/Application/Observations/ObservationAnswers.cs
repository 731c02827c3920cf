using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Observations.Dtos;
using PupilSupport.Domain.Observations;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Observations;

/// <summary>Observations as this caller sees them: of no pupil beyond the caller's reach, with what the caller may do next.</summary>
internal sealed class ObservationAnswers(IAnswers answers, ObservationAccess access, ObservationLinks links)
{
    /// <summary>One that this command made or changed.</summary>
    public async Task<ObservationDto> OfAsync(Observation observation, CancellationToken ct) =>
        (await OfReadAsync([answers.Map<ObservationDto>(observation)], ct))[0];

    public async Task<IReadOnlyList<ObservationDto>> OfReadAsync(IReadOnlyList<ObservationDto> observations, CancellationToken ct)
    {
        var partly = observations.Where(o => !access.SeesEveryPupil(new(o.SchoolId), Author(o))).Select(o => o.Id).ToHashSet();
        var reached = await access.ReachedAsync(observations.Where(o => partly.Contains(o.Id)).SelectMany(o => o.PupilIds), ct);
        return [.. (await links.ShownAsync(observations, null, ct)).Select(o => WithActions(partly.Contains(o.Id) ? Only(o, reached.Contains) : o))];
    }

    /// <summary>Observations in one pupil's record, which never tells of another.</summary>
    public async Task<IReadOnlyList<ObservationDto>> OfPupilAsync(IReadOnlyList<ObservationDto> observations, Guid pupil, CancellationToken ct) =>
        [.. (await links.ShownAsync(observations, new(pupil), ct)).Select(o => WithActions(Only(o, id => id == pupil)))];

    private ObservationDto WithActions(ObservationDto observation) => observation with
    {
        AllowedActions = access.MayVoid(new SchoolId(observation.SchoolId), Author(observation)) ? Observation.AllowedActions(observation.VoidedAt is not null) : [],
    };

    private static ObservationDto Only(ObservationDto observation, Func<Guid, bool> shown) =>
        observation with { PupilIds = [.. observation.PupilIds.Where(shown)] };

    private static StaffId? Author(ObservationDto observation) => observation.AuthorId is { } id ? new StaffId(id) : null;
}
