using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Referrals;

namespace PupilSupport.Application.Referrals;

/// <summary>A referral as this caller sees it, with what the caller may do next.</summary>
internal sealed class ReferralAnswers(IAppDbContext db, IAnswers answers, ReferralAccess access, ICaller caller)
{
    /// <summary>One that this command made or changed.</summary>
    public Task<ReferralDto> OfAsync(Referral referral, CancellationToken ct) => ToldAsync(answers.Map<ReferralDto>(referral), referral, ct);

    /// <summary>One that was read.</summary>
    public Task<ReferralDto> OfReadAsync(Referral referral, CancellationToken ct) => ToldAsync(new ReferralDto(referral), referral, ct);

    private async Task<ReferralDto> ToldAsync(ReferralDto answer, Referral referral, CancellationToken ct)
    {
        var part = access.PartOf(referral);
        return (access.ReadsWhole(referral) ? answer : answer.ToReporter(caller.StaffId?.Value)) with
        {
            CurrentAgencyId = referral.AgencyId is { } agency ? await MeantAsync(agency, ct) : null,
            AllowedActions = [.. referral.AllowedActions().Where(a => ReferralRules.May(a, referral.Direction, part))],
        };
    }

    private async Task<Guid> MeantAsync(AgencyId agency, CancellationToken ct) =>
        (await db.Set<Agency>().Where(a => a.Id == agency).Select(a => a.MergedIntoId).SingleOrDefaultAsync(ct) ?? agency).Value;
}
