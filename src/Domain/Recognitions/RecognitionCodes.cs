using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Recognitions;

public readonly record struct RecognitionId(Guid Value) : ITypedId<RecognitionId>
{
    public static RecognitionId From(Guid value) => new(value);
}

/// <summary>What a pupil is recognised for.</summary>
public enum RecognitionKind
{
    Effort,
    Kindness,

    /// <summary>A small step that was a big one for this pupil.</summary>
    SmallStep,
    Achievement,
    Attendance,
    Courage,
    Other,
}

/// <summary>What can be done to a recognition.</summary>
public enum RecognitionAction
{
    /// <summary>Say that its card went home.</summary>
    Share,
    Void,
}

public static class RecognitionErrors
{
    public static readonly Error InTheFuture = new("recognised-in-the-future", ErrorKind.Rule, "Nobody is recognised for what is yet to be.");

    public static readonly Error WordsOfOne = new("pupil-words-of-one", ErrorKind.Rule, "A pupil's own words belong to one pupil: record them on a recognition of that pupil alone.");

    public static readonly Error AlreadyShared = new("already-shared", ErrorKind.Conflict, "It has been shared home already.");

    public static readonly Error CardNamesAnother = new(
        "card-names-another", ErrorKind.Rule, "The text names another pupil of the recognition, and a card tells of its own pupil alone; record a recognition of this pupil.");

    public static readonly Error CardOfVoid = new("card-of-void", ErrorKind.Rule, "What was voided is not sent home.");
}
