using PupilSupport.Domain.Pupils;

namespace PupilSupport.Domain.Reports;

/// <summary>How many places there are, of how many pupils: one child with five programmes is as easily known as one with one.</summary>
/// <param name="IsSmall">Whether they are those of 1 to 4 pupils, however many places these have.</param>
public readonly record struct PlaceCount(int Places, bool IsSmall)
{
    /// <param name="pupils">Whose they are, one for each place: a pupil with several is there several times.</param>
    public static PlaceCount Of(IReadOnlyCollection<PupilId> pupils) => new(pupils.Count, SmallCounts.AreFew(pupils));

    /// <summary>Itself, or 1 to 4: in a small count each pupil counts once.</summary>
    public CountSpan Publish() => IsSmall ? CountSpan.Few : CountSpan.Exactly(Places);
}
