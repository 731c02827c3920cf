using PupilSupport.Application.Agencies.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Agencies.Commands;

/// <summary>Takes an archived agency back into use.</summary>
[Requires(Permissions.AgenciesWrite), Audited("agency.restore")]
public sealed record RestoreAgencyCommand(Guid Id, int Version) : ICommand<AgencyDto>;

internal sealed class RestoreAgencyHandler(AgencyAnswers answers) : ICommandHandler<RestoreAgencyCommand, AgencyDto>
{
    public Task<Result<AgencyDto>> Handle(RestoreAgencyCommand request, CancellationToken cancellationToken) =>
        answers.ChangeAsync(request.Id, request.Version, agency => Task.FromResult(agency.Restore()), cancellationToken);
}
