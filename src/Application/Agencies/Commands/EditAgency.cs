using PupilSupport.Application.Agencies.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Agencies.Commands;

/// <summary>Changes what the directory says of an agency.</summary>
[Requires(Permissions.AgenciesWrite), Audited("agency.edit")]
public sealed record EditAgencyCommand(Guid Id, int Version, IPatch<AgencyContent> Patch) : ICommand<AgencyDto>;

internal sealed class EditAgencyHandler(AgencyAnswers answers) : ICommandHandler<EditAgencyCommand, AgencyDto>
{
    public Task<Result<AgencyDto>> Handle(EditAgencyCommand request, CancellationToken cancellationToken) =>
        answers.ChangeAsync(request.Id, request.Version, agency => Task.FromResult(Edit(agency, request.Patch)), cancellationToken);

    private static Result Edit(Agency agency, IPatch<AgencyContent> patch)
    {
        var content = patch.ApplyTo(agency.Content());
        return content.IsSuccess ? agency.Edit(content.Value) : content.Error;
    }
}
