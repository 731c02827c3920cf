using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicineErrors.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineErrors;

namespace PupilSupport.Application.MedicineErrors.Commands;

/// <summary>Takes up a closed review again.</summary>
[Requires(Permissions.MedicineErrorsReview), Audited("medicine_error.reopen")]
public sealed record ReopenMedicineErrorCommand(Guid Id, int Version, string Reason) : ICommand<MedicineErrorDto>, IReasoned;

internal sealed class ReopenMedicineErrorHandler(
    MedicineErrorLoading loading, MedicineErrorAnswers answers, MedicineErrorTasks tasks, ICaller caller, TimeProvider clock)
    : ICommandHandler<ReopenMedicineErrorCommand, MedicineErrorDto>
{
    public async Task<Result<MedicineErrorDto>> Handle(ReopenMedicineErrorCommand request, CancellationToken cancellationToken)
    {
        var error = await loading.LoadAsync(request.Id, request.Version, MedicineErrorAction.Reopen, cancellationToken);
        if (!error.IsSuccess)
        {
            return error.Error;
        }

        if (error.Value.Reopen(caller.StaffId!.Value, clock.GetUtcNow()) is { IsSuccess: false } refused)
        {
            return refused.Error;
        }

        await tasks.OpenReviewAsync(error.Value, cancellationToken);
        return answers.Of(error.Value);
    }
}
