using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.PlanSignatures;

/// <summary>What families answered who were asked to sign, in a pupil's chronology: seen by whoever reads the plan.</summary>
internal sealed class PlanSignatureChronology(IAppDbContext db, PlanAccess access)
    : ChronologySourceOf<PlanSignatureRequest, PlanSignatureRequestId>(
        () => db.Set<PlanSignatureRequest>().Where(r => access.Readable().Any(p => p.Id == r.PlanId)), PlanSignatureRequest.Code)
{
    protected override async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(IQueryable<PlanSignatureRequest> records, PupilId pupil, CancellationToken ct)
    {
        var rows = await records.Select(r => new { r.Id, r.PlanId, r.PlanType, r.SignedAs, r.Answer, r.Words }).ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Id.Value,
            r => new ChronologyText(
                $"{Words.Of(r.PlanType)} plan: {Words.Of(r.SignedAs).ToLowerInvariant()} {(r.Answer == PlanSignatureAnswer.Declined ? "did not agree" : "signed")}", r.Words,
                $"/v1/plans/{r.PlanId.Value}/signature-requests"));
    }
}
