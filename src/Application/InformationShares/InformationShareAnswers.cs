using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.InformationShares.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.InformationShares;

/// <summary>Entries as this caller sees them, with what the caller may do next; and the way of every change.</summary>
internal sealed class InformationShareAnswers(InformationShareAccess access, IAnswers answers)
{
    /// <summary>One that this command made or changed.</summary>
    public InformationShareDto Of(InformationShare share) => OfRead(answers.Map<InformationShareDto>(share));

    public InformationShareDto OfRead(InformationShareDto share)
    {
        var findings = InformationShare.FindingsOf(share.Decision, share.Article6 is { } article6 ? new LawfulBasis(article6, share.Article9, share.Schedule1) : null, share.Label);
        var mayChange = access.MayChange(new SchoolId(share.SchoolId), share.DecidedById is { } by ? new StaffId(by) : null);
        return share with
        {
            Findings = findings,
            AllowedActions = mayChange ? InformationShare.AllowedActions(share.Status, findings.Count > 0) : [],
        };
    }

    /// <summary>Loads, does the one thing, and answers with the whole entry: out of reach 404, not the caller's to change 403, changed meanwhile 412.</summary>
    public async Task<Result<InformationShareDto>> ChangeAsync(Guid id, int version, Func<InformationShare, Result> change, CancellationToken ct)
    {
        var shareId = new InformationShareId(id);
        var share = await access.Readable().SingleOrDefaultAsync(s => s.Id == shareId, ct);
        var refused = share switch
        {
            null => CommonErrors.NotFound,
            _ when !access.MayChange(share.SchoolId, share.DecidedById) => CommonErrors.InsufficientScope,
            _ => share.Check(version).Error ?? change(share).Error,
        };
        return refused is null ? Of(share!) : refused;
    }
}
