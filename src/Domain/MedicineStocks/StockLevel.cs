namespace PupilSupport.Domain.MedicineStocks;

/// <summary>How long stock will last.</summary>
public static class StockLevel
{
    /// <summary>What a fixed order takes on a school day: each of its times once, at the middle of its range.</summary>
    public static decimal DailyUse(int timesADay, decimal doseMin, decimal doseMax) => timesADay * (doseMin + doseMax) / 2;

    /// <summary>For how many school days it lasts; null when nothing is taken regularly.</summary>
    /// <param name="balance">All usable batches together.</param>
    public static decimal? SchoolDaysLeft(decimal balance, decimal dailyUse) => dailyUse > 0 ? balance / dailyUse : null;

    /// <summary>Whether it lasts for fewer school days than the policy says. What is taken only when needed is never low.</summary>
    public static bool IsLow(decimal balance, decimal dailyUse, int policySchoolDays) => SchoolDaysLeft(balance, dailyUse) < policySchoolDays;
}
