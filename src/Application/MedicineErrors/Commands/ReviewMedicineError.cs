using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.MedicineErrors.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineErrors;

namespace PupilSupport.Application.MedicineErrors.Commands;

/// <summary>Writes the findings of a review.</summary>
[Requires(Permissions.MedicineErrorsReview), Audited("medicine_error.review")]
public sealed record ReviewMedicineErrorCommand(Guid Id, int Version, IPatch<MedicineErrorReview> Patch) : ICommand<MedicineErrorDto>;

internal sealed class ReviewMedicineErrorHandler(MedicineErrorLoading loading) : ICommandHandler<ReviewMedicineErrorCommand, MedicineErrorDto>
{
    public Task<Result<MedicineErrorDto>> Handle(ReviewMedicineErrorCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(
            request.Id,
            request.Version,
            MedicineErrorAction.Review,
            (error, me) =>
            {
                var review = request.Patch.ApplyTo(MedicineErrorReview.Of(error));
                return review.IsSuccess ? error.Review(review.Value.ToFindings(), me) : review.Error;
            },
            cancellationToken);
}
