using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans;

/// <summary>One kind of thing that may be open when a plan is closed, such as a review that is due. Found by scan: a new kind is one class.</summary>
internal interface IPlanCloseBlocker
{
    Task<IReadOnlyList<PlanBlocker>> FindAsync(Plan plan, CancellationToken ct);
}
