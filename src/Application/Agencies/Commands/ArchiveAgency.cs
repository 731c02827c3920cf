using PupilSupport.Application.Agencies.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Agencies.Commands;

/// <summary>Says that an agency is named by nothing new. What names it stays.</summary>
[Requires(Permissions.AgenciesWrite), Audited("agency.archive")]
public sealed record ArchiveAgencyCommand(Guid Id, int Version, string Reason) : ICommand<AgencyDto>, IReasoned;

internal sealed class ArchiveAgencyHandler(AgencyAnswers answers) : ICommandHandler<ArchiveAgencyCommand, AgencyDto>
{
    public Task<Result<AgencyDto>> Handle(ArchiveAgencyCommand request, CancellationToken cancellationToken) =>
        answers.ChangeAsync(request.Id, request.Version, agency => Task.FromResult(agency.Archive(request.Reason)), cancellationToken);
}
