using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Observations.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Observations;

namespace PupilSupport.Application.Observations.Commands;

/// <summary>Takes an observation out of the lists, for all of its pupils; the text stays.</summary>
[Requires(Permissions.ObservationsWrite), Audited("observation.void")]
public sealed record VoidObservationCommand(Guid Id, int Version, string Reason) : ICommand<ObservationDto>, IReasoned;

internal sealed class VoidObservationHandler(ObservationAccess access, ObservationAnswers answers, TimeProvider clock)
    : ICommandHandler<VoidObservationCommand, ObservationDto>
{
    public async Task<Result<ObservationDto>> Handle(VoidObservationCommand request, CancellationToken cancellationToken)
    {
        var id = new ObservationId(request.Id);
        var observation = await access.Readable().Include(o => o.Pupils).Include(o => o.Links).SingleOrDefaultAsync(o => o.Id == id, cancellationToken);
        var refused = observation switch
        {
            null => CommonErrors.NotFound,
            _ when !access.MayVoid(observation.SchoolId, observation.AuthorId) => CommonErrors.InsufficientScope,
            _ => observation.Check(request.Version).Error ?? observation.Void(request.Reason, clock.GetUtcNow()).Error,
        };
        return refused is null ? await answers.OfAsync(observation!, cancellationToken) : refused;
    }
}
