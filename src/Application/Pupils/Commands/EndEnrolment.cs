using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Pupils.Commands;

[Requires(Permissions.PupilsWrite), Audited("pupil.end_enrolment")]
public sealed record EndEnrolmentCommand(Guid PupilId, Guid EnrolmentId, DateOnly LeftOn, string? Reason, int ExpectedVersion)
    : ICommand<EnrolmentDto>, IReasoned;

internal sealed class EndEnrolmentValidator : AbstractValidator<EndEnrolmentCommand>
{
    public EndEnrolmentValidator() => RuleFor(e => e.Reason).MinimumLength(1).MaximumLength(Enrolment.LeavingReasonMax);
}

internal sealed class EndEnrolmentHandler(PupilScope scope, ICaller caller, PupilAnswers answers, TimeProvider clock)
    : ICommandHandler<EndEnrolmentCommand, EnrolmentDto>
{
    public async Task<Result<EnrolmentDto>> Handle(EndEnrolmentCommand request, CancellationToken cancellationToken)
    {
        var pupil = await scope.LoadAsync(request.PupilId, Permissions.PupilsWrite, cancellationToken);
        var enrolment = pupil?.Enrolments.SingleOrDefault(e => e.Id.Value == request.EnrolmentId);

        // A school ends its own enrolments, not those of another that shares the pupil.
        if (pupil is null || enrolment is null || !caller.ReachOf(Permissions.PupilsWrite).Includes(enrolment.SchoolId))
        {
            return CommonErrors.NotFound;
        }

        if (pupil.Check(request.ExpectedVersion).Error is { } stale)
        {
            return stale;
        }

        if (pupil.EndEnrolment(enrolment.Id, request.LeftOn, request.Reason).Error is { } refused)
        {
            return refused;
        }

        var changed = await answers.OfAsync(pupil, cancellationToken);
        return EnrolmentDto.Of(enrolment, LondonTime.DateOf(clock.GetUtcNow()), changed.Version);
    }
}
