using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.InformationShares;

public enum InformationShareDecision
{
    Shared,

    /// <summary>Somebody asked, and it was not shared.</summary>
    Refused,
}

public enum InformationShareMethod
{
    InPerson,
    Telephone,
    VideoCall,
    Email,

    /// <summary>By a service for sensitive files, or encrypted.</summary>
    SecureTransfer,
    Post,
    Portal,
    OnPaper,
}

public enum InformationShareStatus
{
    Recorded,

    /// <summary>It was entered in error, or what was made to leave never left.</summary>
    Voided,
}

/// <summary>What can be done to an entry of the log.</summary>
public enum InformationShareAction
{
    /// <summary>Name the condition of Article 9 or of Schedule 1 that its basis lacks.</summary>
    CompleteBasis,
    Void,
}

/// <summary>What is missing or doubtful in an entry.</summary>
public enum InformationShareFinding
{
    /// <summary>It was shared on an Article 9 condition that needs one of Schedule 1, and none is named.</summary>
    [Code("schedule_1_condition_missing")]
    Schedule1ConditionMissing,

    /// <summary>Something of a special category was shared, and no condition of Article 9 is named.</summary>
    [Code("article_9_condition_missing")]
    Article9ConditionMissing,
}

public static class InformationShareErrors
{
    public static readonly Error InTheFuture = new("shared-in-the-future", ErrorKind.Rule, "What has not happened yet is not in the log.");

    public static readonly Error LabelLowered = new(
        "label-below-shared", ErrorKind.Rule, "The label is not below that of what was shared.");

    public static readonly Error BasisNamed = new("basis-part-already-named", ErrorKind.Rule, "What its basis names is not replaced: void the entry and record another.");

    public static readonly Error DocumentLogged = new("document-share-exists", ErrorKind.Conflict, "The log says already that this document left.");
}
