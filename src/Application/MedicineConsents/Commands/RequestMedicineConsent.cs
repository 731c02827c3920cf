using System.Diagnostics.CodeAnalysis;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.MedicineConsents.Dtos;
using PupilSupport.Application.Medicines;
using PupilSupport.Application.Policies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineConsents;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.MedicineConsents.Commands;

/// <summary>Takes down that a consent is asked for, or one that was given already.</summary>
[Requires(Permissions.MedicineConsentsWrite), Audited("medicine_consent.request")]
public sealed record RequestMedicineConsentCommand : NewMedicineConsent, ICommand<MedicineConsentDto>
{
    [SetsRequiredMembers]
    public RequestMedicineConsentCommand(NewMedicineConsent consent) : base(consent) { }

    /// <summary>Whether it was given, as far as is told; half told is refused by the consent itself.</summary>
    internal bool IsGiven => GivenAt is not null || Method is not null || SelfConsent is not null;
}

internal sealed class RequestMedicineConsentHandler(
    IAppDbContext db, MedicineAccess access, PupilScope pupils, MedicineConsentGivers givers, MedicineConsentAnswers answers, IPolicies policies, ICaller caller, TimeProvider clock)
    : ICommandHandler<RequestMedicineConsentCommand, MedicineConsentDto>
{
    public async Task<Result<MedicineConsentDto>> Handle(RequestMedicineConsentCommand request, CancellationToken cancellationToken)
    {
        var (person, pupil) = (access.Person(), await pupils.LoadAsync(request.PupilId, Permissions.MedicineConsentsWrite, cancellationToken));
        if (!person.IsSuccess || pupil is null || access.SchoolOf(pupil, Permissions.MedicineConsentsWrite) is not { } school)
        {
            return person.Error ?? CommonErrors.UnknownReference.At("/pupilId");
        }

        // Nobody takes down what they could not read again.
        if (request.SelfConsent is { Confidential: true } && !await access.SeesConfidentialAsync(pupil.Id, cancellationToken))
        {
            return CommonErrors.InsufficientScope;
        }

        var made = await MakeAsync(request, school, pupil.Id, person.Value, cancellationToken);
        if (!made.IsSuccess)
        {
            return made.Error;
        }

        db.Set<MedicineConsent>().Add(made.Value);
        return await answers.OfAsync(made.Value, cancellationToken);
    }

    private async Task<Result<MedicineConsent>> MakeAsync(
        RequestMedicineConsentCommand request, SchoolId school, PupilId pupil, StaffId by, CancellationToken ct)
    {
        var (now, gift) = (clock.GetUtcNow(), await givers.GiftAsync(request, null, pupil, by, ct));
        if (!gift.IsSuccess)
        {
            return gift.Error;
        }

        var plan = new MedicineConsentPlan
        {
            MedicineName = request.MedicineName,
            Dose = request.Dose,
            DoseUnit = request.DoseUnit,
            Instructions = request.Instructions,
            ExpiresOn = request.ExpiresOn,
            Asked = gift.Value.Contact,
        };
        return request.IsGiven
            ? MedicineConsent.RecordGiven(caller.TrustId, school, pupil, plan, gift.Value, await policies.OnAsync<MedicationPolicy>(school, LondonTime.DateOf(now), ct), now)
            : MedicineConsent.Request(caller.TrustId, school, pupil, plan, by, now);
    }
}
