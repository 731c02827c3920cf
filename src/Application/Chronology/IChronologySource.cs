using System.Linq.Expressions;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Chronology;

/// <summary>
/// One kind of record in the chronology. The index only says that there is something; whether the caller may know,
/// and what it says, is the source's own rule. Found by scan: a new kind is one class.
/// </summary>
internal interface IChronologySource
{
    /// <summary>As <c>IChronicled.ChronologyKind</c> spells it.</summary>
    string Kind { get; }

    /// <summary>Which of the pupil's entries of this kind the caller may know of.</summary>
    Task<Expression<Func<ChronologyEntry, bool>>> VisibleAsync(PupilId pupil, CancellationToken ct);

    /// <summary>What the records say of this pupil, and of no other, in one query.</summary>
    Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(PupilId pupil, IReadOnlyCollection<Guid> records, CancellationToken ct);
}

/// <summary>What a record says in one pupil's chronology.</summary>
/// <param name="Title">One line for people.</param>
/// <param name="Text">The narrative; null when there is none.</param>
/// <param name="Self">Where the record is.</param>
internal sealed record ChronologyText(string Title, string? Text, string Self);
