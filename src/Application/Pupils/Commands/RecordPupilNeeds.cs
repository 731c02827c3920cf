using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Pupils.Commands;

[Requires(Permissions.PupilNeedsWrite), Audited("pupil.record_needs")]
public sealed record RecordPupilNeedsCommand(Guid PupilId, SenProvision SenProvision, IReadOnlyList<SenType> SenNeeds, int ExpectedVersion) : ICommand<PupilDto>;

internal sealed class RecordPupilNeedsValidator : AbstractValidator<RecordPupilNeedsCommand>
{
    public RecordPupilNeedsValidator() => RuleFor(p => p.SenNeeds).MaxItems(Pupil.MaxNeeds);
}

internal sealed class RecordPupilNeedsHandler(PupilScope scope, PupilAnswers answers) : ICommandHandler<RecordPupilNeedsCommand, PupilDto>
{
    public async Task<Result<PupilDto>> Handle(RecordPupilNeedsCommand request, CancellationToken cancellationToken)
    {
        if (await scope.LoadAsync(request.PupilId, Permissions.PupilNeedsWrite, cancellationToken) is not { } pupil)
        {
            return CommonErrors.NotFound;
        }

        if (pupil.Check(request.ExpectedVersion).Error is { } stale)
        {
            return stale;
        }

        var recorded = pupil.RecordNeeds(request.SenProvision, request.SenNeeds);
        return recorded.IsSuccess ? await answers.OfAsync(pupil, cancellationToken) : recorded.Error;
    }
}
