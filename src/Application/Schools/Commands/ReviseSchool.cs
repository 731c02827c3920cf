using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.ExternalIds;
using PupilSupport.Application.Schools.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Schools.Commands;

[Requires(Permissions.SchoolsWrite), Audited("school.revise")]
public sealed record ReviseSchoolCommand(Guid SchoolId, IPatch<SchoolEdit> Patch, int ExpectedVersion) : ICommand<SchoolDto>;

internal sealed class ReviseSchoolHandler(SchoolScope scope, ExternalIdDirectory externalIds, IAnswers answers) : ICommandHandler<ReviseSchoolCommand, SchoolDto>
{
    public async Task<Result<SchoolDto>> Handle(ReviseSchoolCommand request, CancellationToken cancellationToken)
    {
        if (await scope.LoadAsync(request.SchoolId, Permissions.SchoolsWrite, cancellationToken) is not { } school)
        {
            return CommonErrors.NotFound;
        }

        if (school.Check(request.ExpectedVersion).Error is { } stale)
        {
            return stale;
        }

        var edited = request.Patch.ApplyTo(SchoolEdit.Of(school));
        if (!edited.IsSuccess)
        {
            return edited.Error;
        }

        school.Revise(edited.Value.ToDetails());
        var names = await externalIds.OfAsync([school.Id.Value], cancellationToken);
        return answers.Map<SchoolDto>(school) with { ExternalIds = [.. names[school.Id.Value]] };
    }
}
