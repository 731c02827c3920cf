using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Pupils.Commands;

[Requires(Permissions.PupilsWrite), Audited("pupil.revise")]
public sealed record RevisePupilCommand(Guid PupilId, IPatch<PupilEdit> Patch, int ExpectedVersion) : ICommand<PupilDto>;

internal sealed class RevisePupilHandler(PupilScope scope, PupilRegistrar registrar, PupilAnswers answers, TimeProvider clock)
    : ICommandHandler<RevisePupilCommand, PupilDto>
{
    public async Task<Result<PupilDto>> Handle(RevisePupilCommand request, CancellationToken cancellationToken)
    {
        if (await scope.LoadAsync(request.PupilId, Permissions.PupilsWrite, cancellationToken) is not { } pupil)
        {
            return CommonErrors.NotFound;
        }

        if (pupil.Check(request.ExpectedVersion).Error is { } stale)
        {
            return stale;
        }

        var edited = request.Patch.ApplyTo(PupilEdit.Of(pupil, LondonTime.DateOf(clock.GetUtcNow())));
        if (!edited.IsSuccess)
        {
            return edited.Error;
        }

        var revised = await registrar.ReviseAsync(pupil, edited.Value, null, [], cancellationToken);
        return revised.IsSuccess ? await answers.OfAsync(pupil, cancellationToken) : revised.Error;
    }
}
