using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Agencies.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Agencies.Commands;

/// <summary>Says that an agency was entered twice, and which entry is meant from now on.</summary>
[Requires(Permissions.AgenciesWrite), Audited("agency.merge")]
public sealed record MergeAgencyCommand(Guid Id, int Version, Guid IntoId) : ICommand<AgencyDto>;

internal sealed class MergeAgencyHandler(IAppDbContext db, AgencyScope scope, AgencyAnswers answers, IRowLocks locks) : ICommandHandler<MergeAgencyCommand, AgencyDto>
{
    public async Task<Result<AgencyDto>> Handle(MergeAgencyCommand request, CancellationToken cancellationToken)
    {
        if (await ReachedAsync(request, cancellationToken) is { } unknown)
        {
            return unknown;
        }

        // Both are held before either is read: of two who merge them into each other, the second finds the first one's merger.
        await locks.LockAllAsync<Agency>([request.Id, request.IntoId], cancellationToken);
        return await answers.ChangeAsync(request.Id, request.Version, agency => MergeAsync(agency, request.IntoId, cancellationToken), cancellationToken);
    }

    private async Task<Error?> ReachedAsync(MergeAgencyCommand request, CancellationToken ct)
    {
        var found = await scope.Readable().WithIds<Agency, AgencyId>([request.Id, request.IntoId]).Select(a => a.Id).ToListAsync(ct);
        return !found.Contains(new AgencyId(request.Id)) ? CommonErrors.NotFound
            : !found.Contains(new AgencyId(request.IntoId)) ? CommonErrors.UnknownReference.At("/intoId")
            : null;
    }

    private async Task<Result> MergeAsync(Agency agency, Guid into, CancellationToken ct)
    {
        var merged = agency.Merge(await db.Set<Agency>().WithId<Agency, AgencyId>(into).SingleAsync(ct));
        if (merged.IsSuccess)
        {
            var earlier = await db.Set<Agency>().Where(a => a.MergedIntoId == agency.Id).ToListAsync(ct);
            earlier.ForEach(a => a.Follow(agency));
        }

        return merged;
    }
}
