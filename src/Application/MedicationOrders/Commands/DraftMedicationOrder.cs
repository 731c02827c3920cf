using System.Diagnostics.CodeAnalysis;
using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.MedicationOrders.Dtos;
using PupilSupport.Application.Medicines;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationOrders;

namespace PupilSupport.Application.MedicationOrders.Commands;

/// <summary>Drafts an order.</summary>
[Requires(Permissions.MedicationOrdersWrite), Audited("medication_order.draft")]
public sealed record DraftMedicationOrderCommand : MedicationOrderEdit, ICommand<MedicationOrderDto>
{
    [SetsRequiredMembers]
    public DraftMedicationOrderCommand(Guid pupilId, MedicationOrderEdit order) : base(order) => PupilId = pupilId;

    public Guid PupilId { get; }
}

internal sealed class DraftMedicationOrderValidator : AbstractValidator<DraftMedicationOrderCommand>
{
    public DraftMedicationOrderValidator() => Include(new MedicationOrderEditValidator());
}

internal sealed class DraftMedicationOrderHandler(
    IAppDbContext db, MedicineAccess access, PupilScope pupils, MedicationOrderLoading loading, MedicationOrderAnswers answers, ICaller caller, TimeProvider clock)
    : ICommandHandler<DraftMedicationOrderCommand, MedicationOrderDto>
{
    public async Task<Result<MedicationOrderDto>> Handle(DraftMedicationOrderCommand request, CancellationToken cancellationToken)
    {
        var (person, pupil) = (access.Person(), await pupils.LoadAsync(request.PupilId, Permissions.MedicationOrdersWrite, cancellationToken));
        if (!person.IsSuccess || pupil is null)
        {
            return person.Error ?? CommonErrors.UnknownReference.At("/pupilId");
        }

        var consent = await loading.ConsentAsync(request.ConsentId, pupil.Id, null, cancellationToken);
        var school = consent is { IsSuccess: true, Value: { } given } ? given.SchoolId : access.SchoolOf(pupil, Permissions.MedicationOrdersWrite);
        if (!consent.IsSuccess || school is not { } at || !access.MayAt(Permissions.MedicationOrdersWrite, at))
        {
            return consent.Error ?? CommonErrors.UnknownReference.At("/pupilId");
        }

        var order = MedicationOrder.Draft(caller.TrustId, at, new(pupil.Id, pupil.DateOfBirth), consent.Value, request.ToPlan(), person.Value, clock.GetUtcNow());
        if (!order.IsSuccess)
        {
            return order.Error;
        }

        db.Set<MedicationOrder>().Add(order.Value);
        return await answers.OfAsync(order.Value, cancellationToken);
    }
}
