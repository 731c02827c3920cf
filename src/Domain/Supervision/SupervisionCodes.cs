namespace PupilSupport.Domain.Supervision;

/// <summary>What the supervision was of.</summary>
public enum SupervisionKind
{
    /// <summary>Of emotional literacy support; an ELSA needs it every half term.</summary>
    Elsa,
    Thrive,
    Safeguarding,
    LineManagement,
    Other,
}

public enum SupervisionForm
{
    /// <summary>Of one person.</summary>
    Individual,

    /// <summary>Of several together; some may belong to other trusts and are then not named.</summary>
    Group,
}

/// <summary>How a colleague was supported.</summary>
public enum CoachingForm
{
    /// <summary>The coach showed how.</summary>
    Modelled,

    /// <summary>The coach watched.</summary>
    Observed,

    /// <summary>Both taught.</summary>
    CoTaught,

    /// <summary>Both talked about it afterwards.</summary>
    Debrief,

    /// <summary>Both prepared it.</summary>
    Planned,
}

/// <summary>What can be done to a record of supervision or coaching.</summary>
public enum StaffRecordAction
{
    Void,
}
