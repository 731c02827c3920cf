namespace PupilSupport.Infrastructure.Demo;

/// <summary>Names that demo people are put together from. Whoever bears such a name bears it by chance.</summary>
internal static class DemoWords
{
    public static readonly string[] Given = Split("""
        Amelia Noah Aisha Oliver Zara Leo Priya Jack Freya Arjun Isla Mohammed Chloe Kofi Ruby Tomasz Maya Ethan Fatima Callum Nia Yusuf
        Erin Dylan Safiya Harry Mei Jacob Amara Finley Layla Oscar Anya Rhys Khadija Archie Sofia Idris Poppy Ibrahim Elsie Malachi
        Hana Reuben Ayesha Theo Saoirse Kai Ines Samuel Zainab Toby Marta Elijah Bethan Hamza Daisy Aarav Lucia Joshua Yasmin Rory Ada
        Bilal Evie Kwame Rosie Luca Halima Alfie Imani Daniel Leila Max Tia Adam Niamh Rayan Willow Jude Simran Ewan Martha Zayn Carys
        Omar Penny Ravi Thea Sebastian Noor Gethin Iris Emeka Lottie Viktor Sienna Tariq Molly Ayo Clara Hugo Farah Kian Orla Dev
        """);

    public static readonly string[] Family = Split("""
        Ashdown Khan Okafor Penrose Patel Whitlock Nowak Mensah Hartley Ahmed Tregear Lim O'Rourke Begum Sandford Adeyemi Kaur Fairbairn
        Hussain Llewellyn Costa Marlow Chowdhury Bannister Yilmaz Thorne Osei Rahman Kingsley Novak Shah Dunmore Achebe Lockwood Iqbal
        Merriweather Santos Haddad Pryce Banerjee Caldwell Ferreira Mistry Holloway Farouk Ravenscroft Ncube Desai Wainwright Popescu
        Aziz Blackwood Sokolov Nair Eastwood Diallo Gill Harcourt Petrov Siddiqui Langford Boateng Rao Trevelyan Malik Stanhope Eze Varga
        Mahmood Pemberton Kowal Sesay Bhatt Underhill Rossi Jallow Hollis Mirza Garside Onyango Sandhu Kestrel Abebe Winterbourne Cruz
        Fernando Tate-Moore Balogun Yardley Rezaei Colebrook Danso Fielding Verma Brightwell Juma Selwyn Omari Thackeray Lal Redfern
        """);

    /// <summary>Classes of a primary school, two to a year.</summary>
    public static readonly string[] Trees = Split("Acorn Alder Ash Aspen Beech Birch Cedar Cherry Elder Elm Hazel Holly Larch Lime Maple Oak Pine Rowan Sycamore Willow");

    private static string[] Split(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
