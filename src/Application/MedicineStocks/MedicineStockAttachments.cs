using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Attachments;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineStocks;

namespace PupilSupport.Application.MedicineStocks;

/// <summary>Files of a stock: photos of its label, receipts of a pharmacy.</summary>
internal sealed class MedicineStockAttachments(MedicineStockAccess access, ICaller caller) : IAttachmentHolder
{
    public AttachmentRecordKind Kind => AttachmentRecordKind.MedicineStock;

    public async Task<AttachmentHolding?> FindAsync(Guid recordId, CancellationToken ct)
    {
        var id = new MedicineStockId(recordId);
        var stock = await access.Readable().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct);
        if (stock is null)
        {
            return null;
        }

        var mayWrite = access.MayReceiveAt(stock.SchoolId) || access.MayWriteAt(stock.SchoolId);
        return new AttachmentHolding(stock.SchoolId, SensitivityLabel.Health, mayWrite && caller.ReachOf(Permissions.AttachmentsWrite).Includes(stock.SchoolId));
    }
}
