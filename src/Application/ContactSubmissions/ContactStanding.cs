using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.ContactSubmissions;

/// <summary>Whether a contact may be written to about a pupil, as of now.</summary>
internal sealed class ContactStanding(IAppDbContext db, TimeProvider clock)
{
    /// <summary>Null when nothing speaks against it. A contact who is none of this pupil is told as barred.</summary>
    public async Task<Error?> RefusalAsync(ContactId contact, PupilId pupil, CancellationToken ct)
    {
        if (!await db.Set<ContactLink>().AnyAsync(l => l.ContactId == contact && l.PupilId == pupil && !l.IsBarred, ct))
        {
            return ContactErrors.Barred;
        }

        return await RefusalAsync(pupil, ct);
    }

    /// <summary>Null while the pupil is at a school of the trust.</summary>
    public async Task<Error?> RefusalAsync(PupilId pupil, CancellationToken ct)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow());
        return await db.Set<Enrolment>().AnyAsync(e => e.PupilId == pupil && (e.LeftOn == null || e.LeftOn >= today), ct) ? null : ContactErrors.OfLeaver;
    }
}
