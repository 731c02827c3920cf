namespace PupilSupport.Domain.SupportProgrammes;

/// <summary>What the support is; its sessions are of the matching type.</summary>
public enum SupportProgrammeKind
{
    /// <summary>One to one for one pupil, a group for more.</summary>
    Thrive,

    /// <summary>By an emotional literacy support assistant, for a number of sessions that the policy bounds.</summary>
    Elsa,
    Nurture,
    SocialSkills,
    Bereavement,

    /// <summary>For looked-after children.</summary>
    Lac,

    /// <summary>Beside the pupil in the lesson.</summary>
    InClass,

    /// <summary>Short words with a pupil, again and again.</summary>
    CheckIn,

    /// <summary>For a class; its pupils need not be named.</summary>
    WholeClass,
    Other,
}

public enum SupportProgrammeStatus
{
    Proposed,

    /// <summary>Agreed; it waits for its start.</summary>
    Waiting,
    Active,
    Paused,
    Completed,

    /// <summary>Broken off, or never begun.</summary>
    Withdrawn,
}

public enum SupportProgrammePriority
{
    Routine,
    Soon,
    Urgent,
}

/// <summary>What can be done to a programme.</summary>
public enum SupportProgrammeAction
{
    Revise,

    /// <summary>Put it on the waiting list.</summary>
    Wait,

    /// <summary>Give it its first practitioner.</summary>
    Allocate,

    /// <summary>Give it to another practitioner, with what that one needs to know.</summary>
    HandOver,
    Activate,
    Pause,
    Resume,

    /// <summary>Allow more sessions than the policy does.</summary>
    ApproveExtension,
    Complete,
    Withdraw,
}

/// <summary>What to see to; it refuses nothing.</summary>
public enum SupportWarning
{
    /// <summary>Whoever gives ELSA has had no supervision within half a term, by the school's policy.</summary>
    SupervisionOverdue,
}
