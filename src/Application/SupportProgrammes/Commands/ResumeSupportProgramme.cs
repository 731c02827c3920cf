using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes.Commands;

/// <summary>Goes on with a paused programme.</summary>
[Requires(Permissions.SupportProgrammesWrite), Audited("support_programme.resume")]
public sealed record ResumeSupportProgrammeCommand(Guid Id, int Version) : ICommand<SupportProgrammeDto>;

internal sealed class ResumeSupportProgrammeHandler(SupportProgrammeLoading loading) : ICommandHandler<ResumeSupportProgrammeCommand, SupportProgrammeDto>
{
    public Task<Result<SupportProgrammeDto>> Handle(ResumeSupportProgrammeCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, SupportProgrammeAction.Resume, (programme, _) => programme.Resume(), cancellationToken);
}
