using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineConsents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.MedicineConsents;

/// <summary>Looks up who gives a consent.</summary>
internal sealed class MedicineConsentGivers(IAppDbContext db)
{
    /// <summary>The contact, as tied to the pupil; null when none was named. Somebody else's contact is no better known here than none.</summary>
    public async Task<Result<GivingContact?>> ContactAsync(Guid? id, PupilId pupil, string pointer, CancellationToken ct)
    {
        if (id is not { } wanted)
        {
            return (GivingContact?)null;
        }

        var contact = new ContactId(wanted);
        var link = await db.Set<ContactLink>().AsNoTracking().SingleOrDefaultAsync(l => l.ContactId == contact && l.PupilId == pupil, ct);
        return link is null ? CommonErrors.UnknownReference.At(pointer) : new GivingContact(contact, link.ParentalResponsibility, link.IsBarred);
    }

    /// <param name="asked">The contact who was asked for it and gives it unless another does, or the pupil.</param>
    public async Task<Result<ConsentGift>> GiftAsync(MedicineConsentGift gift, ContactId? asked, PupilId pupil, StaffId recordedBy, CancellationToken ct)
    {
        var named = gift.GivenByContactId ?? (gift.SelfConsent is null ? asked?.Value : null);
        var contact = await ContactAsync(named, pupil, "/givenByContactId", ct);
        if (!contact.IsSuccess)
        {
            return contact.Error;
        }

        var self = gift.SelfConsent is { } own
            ? new SelfConsent(own.AssessedNote, own.Confidential, await db.Set<Pupil>().Where(p => p.Id == pupil).Select(p => p.DateOfBirth).SingleAsync(ct))
            : null;
        return new ConsentGift(gift.GivenAt, gift.Method, contact.Value, self, recordedBy);
    }
}
