using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.MedicineConsents.Dtos;
using PupilSupport.Application.Medicines;
using PupilSupport.Application.Policies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Medicines;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.MedicineConsents.Commands;

/// <summary>Takes down that what was asked for is given.</summary>
[Requires(Permissions.MedicineConsentsWrite), Audited("medicine_consent.give")]
public sealed record GiveMedicineConsentCommand(Guid Id, int Version, MedicineConsentGift Gift) : ICommand<MedicineConsentDto>;

internal sealed class GiveMedicineConsentHandler(
    MedicineConsentLoading loading, MedicineAccess access, MedicineConsentGivers givers, MedicineConsentAnswers answers, IPolicies policies, TimeProvider clock)
    : ICommandHandler<GiveMedicineConsentCommand, MedicineConsentDto>
{
    public async Task<Result<MedicineConsentDto>> Handle(GiveMedicineConsentCommand request, CancellationToken cancellationToken)
    {
        var (person, loaded) = (access.Person(), await loading.LoadAsync(request.Id, request.Version, cancellationToken));
        if ((loaded.Error ?? person.Error) is { } refused)
        {
            return refused;
        }

        var (consent, now) = (loaded.Value, clock.GetUtcNow());
        var gift = await givers.GiftAsync(request.Gift, consent.GivenByContactId, consent.PupilId, person.Value, cancellationToken);
        var policy = await policies.OnAsync<MedicationPolicy>(consent.SchoolId, LondonTime.DateOf(now), cancellationToken);
        return (gift.Error ?? consent.Give(gift.Value, policy, now).Error) is { } error ? error : await answers.OfAsync(consent, cancellationToken);
    }
}
