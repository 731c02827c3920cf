using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicineErrors.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineErrors;

namespace PupilSupport.Application.MedicineErrors.Commands;

/// <summary>Takes on the review of a report, also from a colleague.</summary>
[Requires(Permissions.MedicineErrorsReview), Audited("medicine_error.start_review")]
public sealed record StartMedicineErrorReviewCommand(Guid Id, int Version) : ICommand<MedicineErrorDto>;

internal sealed class StartMedicineErrorReviewHandler(MedicineErrorLoading loading, TimeProvider clock) : ICommandHandler<StartMedicineErrorReviewCommand, MedicineErrorDto>
{
    public Task<Result<MedicineErrorDto>> Handle(StartMedicineErrorReviewCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(
            request.Id, request.Version, MedicineErrorAction.StartReview, (error, me) => error.StartReview(me, clock.GetUtcNow()), cancellationToken);
}
