using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Application.Schools;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Pupils.Commands;

[Requires(Permissions.PupilsWrite), Audited("pupil.enrol")]
public sealed record AddEnrolmentCommand(Guid PupilId, Guid SchoolId, EnrolmentKind Kind, DateOnly AdmittedOn, DateOnly? LeftOn, int? ExpectedVersion)
    : ICommand<EnrolmentDto>;

internal sealed class AddEnrolmentHandler(PupilScope scope, SchoolScope schools, PupilAnswers answers, TimeProvider clock)
    : ICommandHandler<AddEnrolmentCommand, EnrolmentDto>
{
    public async Task<Result<EnrolmentDto>> Handle(AddEnrolmentCommand request, CancellationToken cancellationToken)
    {
        if (await scope.LoadAsync(request.PupilId, Permissions.PupilsWrite, cancellationToken) is not { } pupil)
        {
            return CommonErrors.NotFound;
        }

        if (!await schools.IncludesAsync(request.SchoolId, Permissions.PupilsWrite, cancellationToken))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        if (pupil.Check(request.ExpectedVersion).Error is { } stale)
        {
            return stale;
        }

        var now = clock.GetUtcNow();
        var added = pupil.Enrol(new SchoolId(request.SchoolId), request.Kind, request.AdmittedOn, request.LeftOn, now);
        if (!added.IsSuccess)
        {
            return added.Error;
        }

        var changed = await answers.OfAsync(pupil, cancellationToken);
        return EnrolmentDto.Of(added.Value, LondonTime.DateOf(now), changed.Version);
    }
}
