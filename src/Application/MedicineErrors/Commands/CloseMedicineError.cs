using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicineErrors.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineErrors;

namespace PupilSupport.Application.MedicineErrors.Commands;

/// <summary>Ends a review that says cause, harm and what became of the parent.</summary>
[Requires(Permissions.MedicineErrorsReview), Audited("medicine_error.close")]
public sealed record CloseMedicineErrorCommand(Guid Id, int Version) : ICommand<MedicineErrorDto>;

internal sealed class CloseMedicineErrorHandler(MedicineErrorLoading loading, TimeProvider clock) : ICommandHandler<CloseMedicineErrorCommand, MedicineErrorDto>
{
    public Task<Result<MedicineErrorDto>> Handle(CloseMedicineErrorCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, MedicineErrorAction.Close, (error, me) => error.Close(me, clock.GetUtcNow()), cancellationToken);
}
