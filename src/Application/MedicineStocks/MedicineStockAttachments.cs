using PupilSupport.Application.Attachments;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineStocks;

namespace PupilSupport.Application.MedicineStocks;

/// <summary>Files of a stock: photos of its label, receipts of a pharmacy.</summary>
internal sealed class MedicineStockAttachments(MedicineStockAccess access, ICaller caller)
    : AttachmentHolderOf<MedicineStock, MedicineStockId>(
        access.Readable, AttachmentRecordKind.MedicineStock, _ => SensitivityLabel.Health, caller, at => access.MayReceiveAt(at) || access.MayWriteAt(at));
