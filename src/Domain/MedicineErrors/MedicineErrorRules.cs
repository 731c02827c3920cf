using PupilSupport.Domain.Common;
using PupilSupport.Domain.Tasks;
using static PupilSupport.Domain.MedicineErrors.MedicineErrorAction;
using static PupilSupport.Domain.MedicineErrors.MedicineErrorStatus;

namespace PupilSupport.Domain.MedicineErrors;

public static class MedicineErrorRules
{
    /// <summary>The kind of a report in chronologies and as the source of a task.</summary>
    public const string Kind = "medicine_error";

    public static readonly StateTable<MedicineErrorStatus, MedicineErrorAction> States = new()
    {
        { Open, RecordParentContact, Open },
        { Open, StartReview, UnderReview },
        { UnderReview, RecordParentContact, UnderReview },
        { UnderReview, StartReview, UnderReview },
        { UnderReview, Review, UnderReview },
        { UnderReview, Close, Closed },
        { Closed, Reopen, UnderReview },
    };

    /// <summary>Nothing is left to do under a closed report; once the parent was told, or need not be, that task is done.</summary>
    public static TaskStanding StandingOf(WorkTaskKind kind, MedicineErrorStatus status, bool isParentSettled) => kind switch
    {
        WorkTaskKind.ReviewMedicineError when status == Closed => TaskStanding.Settled,
        WorkTaskKind.TellParentOfMedicineError when isParentSettled => TaskStanding.Settled,
        _ => status == Closed ? TaskStanding.Moot : TaskStanding.Stands,
    };
}
